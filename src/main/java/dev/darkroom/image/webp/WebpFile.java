package dev.darkroom.image.webp;

import dev.darkroom.image.codec.Bytes;
import dev.darkroom.image.codec.Embedded;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * The chunks of a WebP file (RFC 9649, section 2). The first picture counts; of an animation, the first frame.
 *
 * @param header what the file says of itself
 * @param frame where to find the picture
 */
record WebpFile(WebpHeader header, Frame frame) {
    private static final int FILE_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int FRAME_HEADER = 16;
    private static final int ANIMATED = 2;

    /**
     * The body of a chunk.
     *
     * @param start index of its first byte in the file
     * @param length bytes that are there
     * @param complete whether these are as many as were promised
     */
    record Chunk(int start, int length, boolean complete) {}

    /**
     * A picture and its place on the canvas.
     *
     * @param x columns to its left
     * @param y rows above it
     * @param pixels a VP8 or VP8L bit stream
     * @param lossless whether it is VP8L
     * @param transparent whether pixels may be transparent
     * @param alpha transparency of a VP8 picture
     */
    record Frame(
            int x,
            int y,
            int width,
            int height,
            Chunk pixels,
            boolean lossless,
            boolean transparent,
            Optional<Chunk> alpha) {}

    /** @throws IOException if there is no picture, or it does not fit its canvas */
    static WebpFile parse(byte[] data) throws IOException {
        Bytes bytes = Bytes.of(data, ByteOrder.LITTLE_ENDIAN);
        if (!bytes.startsWith("RIFF")
                || !bytes.has(0, FILE_HEADER)
                || !bytes.ascii(8, 4).equals("WEBP")) {
            throw new IOException("not a WebP file");
        }
        Parser parser = new Parser(data, bytes);
        parser.parse(FILE_HEADER, data.length);
        return parser.finish();
    }

    /** Whether the picture is all that the canvas shows. */
    boolean fillsCanvas() {
        return frame.width == header.width() && frame.height == header.height();
    }

    private static final class Parser {
        private final byte[] data;
        private final Bytes bytes;
        private Optional<int[]> canvas = Optional.empty();
        private Optional<Frame> frame = Optional.empty();
        private Optional<Chunk> alpha = Optional.empty();
        private Optional<byte[]> profile = Optional.empty();
        private Optional<byte[]> exif = Optional.empty();
        private int frameX;
        private int frameY;
        private boolean animated;
        private int frames;

        private Parser(byte[] data, Bytes bytes) {
            this.data = data;
            this.bytes = bytes;
        }

        private void parse(int start, int end) throws IOException {
            long at = start;
            while (at + CHUNK_HEADER <= end) {
                long declared = bytes.u32(at + 4);
                long body = at + CHUNK_HEADER;
                int length = (int) Math.min(declared, end - body);
                take(bytes.ascii((int) at, 4), new Chunk((int) body, length, length == declared));
                at = body + declared + (declared & 1);
            }
        }

        private void take(String name, Chunk chunk) throws IOException {
            switch (name) {
                case "VP8X" -> takeCanvas(chunk);
                case "ANMF" -> takeAnimationFrame(chunk);
                case "ALPH" -> alpha = alpha.or(() -> Optional.of(chunk));
                case "VP8 ", "VP8L" -> takePixels(chunk, name.equals("VP8L"));
                case "ICCP" -> profile = profile.or(() -> Optional.of(Embedded.profile(body(chunk))));
                case "EXIF" -> exif = exif.or(() -> Optional.of(withoutPrefix(body(chunk))));
                default -> {
                    // XMP, the settings of the animation, and what nobody knows.
                }
            }
        }

        private void takeCanvas(Chunk chunk) throws IOException {
            if (canvas.isEmpty()) {
                Bytes body = body(chunk);
                animated = (body.u8(0) & ANIMATED) != 0;
                canvas = Optional.of(new int[] {1 + body.u24(4), 1 + body.u24(7)});
            }
        }

        private void takeAnimationFrame(Chunk chunk) throws IOException {
            frames++;
            if (frame.isPresent()) {
                return;
            }
            Bytes body = body(chunk);
            frameX = 2 * body.u24(0);
            frameY = 2 * body.u24(3);
            int width = 1 + body.u24(6);
            int height = 1 + body.u24(9);
            parse(chunk.start + FRAME_HEADER, chunk.start + chunk.length);
            if (frame.isEmpty() || frame.get().width != width || frame.get().height != height) {
                throw new IOException("animation frame without a picture of its size");
            }
        }

        private void takePixels(Chunk chunk, boolean lossless) throws IOException {
            if (frame.isPresent()) {
                return;
            }
            if (lossless) {
                Vp8lDecoder.Header header = Vp8lDecoder.readHeader(data, chunk.start, chunk.length);
                frame = Optional.of(new Frame(
                        frameX,
                        frameY,
                        header.width(),
                        header.height(),
                        chunk,
                        true,
                        header.alpha(),
                        Optional.empty()));
            } else {
                int size = Vp8FrameHeader.readSize(data, chunk.start, chunk.length);
                frame = Optional.of(
                        new Frame(frameX, frameY, size & 0xffff, size >>> 16, chunk, false, alpha.isPresent(), alpha));
            }
        }

        private WebpFile finish() throws IOException {
            Frame picture = frame.orElseThrow(() -> new EOFException("WebP file without a picture"));
            int[] size = canvas.orElseGet(() -> new int[] {picture.width, picture.height});
            WebpFile file = new WebpFile(
                    new WebpHeader(
                            size[0],
                            size[1],
                            picture.transparent || picture.width != size[0] || picture.height != size[1],
                            picture.lossless,
                            animated,
                            Math.max(1, frames),
                            profile,
                            exif),
                    picture);
            requireSizes(file);
            return file;
        }

        /** A small canvas around a huge frame would pass a caller's limits, and then be decoded at the frame's size. */
        private static void requireSizes(WebpFile file) throws IOException {
            WebpHeader header = file.header;
            Frame frame = file.frame;
            boolean fits = header.animated()
                    ? frame.x + frame.width <= header.width() && frame.y + frame.height <= header.height()
                    : frame.x == 0 && frame.y == 0 && file.fillsCanvas();
            if (frame.width < 1 || frame.height < 1 || !fits) {
                throw new IOException("canvas of " + header.width() + " x " + header.height() + ", frame of "
                        + frame.width + " x " + frame.height);
            }
        }

        private Bytes body(Chunk chunk) {
            try {
                return bytes.slice(chunk.start, chunk.length);
            } catch (EOFException impossible) {
                throw new IllegalStateException("chunks lie inside the file", impossible);
            }
        }

        private static byte[] withoutPrefix(Bytes body) {
            byte[] all = Embedded.exif(body);
            boolean prefixed = body.startsWith("Exif\0\0");
            return prefixed ? Arrays.copyOfRange(all, 6, all.length) : all;
        }
    }
}
