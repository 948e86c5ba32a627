package dev.darkroom.image;

import dev.darkroom.image.SegmentInputStream.Segment;
import dev.darkroom.image.codec.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The chunks of a WebP file (RFC 9649): size, profile and orientation. */
final class WebpChunks {
    private static final int MAX_CHUNKS = 100_000;
    private static final int FILE_HEADER = 12;
    private static final Set<String> PIXEL_CHUNKS = Set.of("VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF");
    private static final int ANIMATION_FLAG = 2;
    private static final int ALPHA_FLAG = 16;

    private final byte[] data;
    private final Limits limits;
    private final List<Segment> kept = new ArrayList<>();
    private Optional<Size> canvas = Optional.empty();
    private Optional<Size> frame = Optional.empty();
    private Optional<byte[]> profile = Optional.empty();
    private Orientation orientation = Orientation.NORMAL;
    private boolean animated;

    private WebpChunks(byte[] data, Limits limits) {
        this.data = data;
        this.limits = limits;
    }

    static WebpChunks parse(byte[] data, Limits limits) throws ImageException, IOException {
        WebpChunks result = new WebpChunks(data, limits);
        Bytes bytes = Bytes.of(data, ByteOrder.LITTLE_ENDIAN);
        result.kept.add(new Segment(0, FILE_HEADER));
        long at = FILE_HEADER;
        for (int count = 0; bytes.has(at, 8) && count < MAX_CHUNKS; count++) {
            long length = bytes.u32(at + 4);
            String name = bytes.ascii((int) at, 4);
            result.parseChunk(name, bytes.sliceUpTo(at + 8, length));
            if (PIXEL_CHUNKS.contains(name)) {
                int size = (int) Math.min(8 + length + (length & 1), data.length - at);
                result.kept.add(new Segment((int) at, size));
            }
            at += 8 + length + (length & 1);
        }
        result.requireOneSize();
        return result;
    }

    Size size() throws IOException {
        return canvas.or(() -> frame).orElseThrow(() -> new IOException("no picture"));
    }

    Optional<byte[]> profile() {
        return profile;
    }

    Orientation orientation() {
        return orientation;
    }

    /** The file as if it had no profile, Exif or XMP: a decoder would convert colours once more. */
    byte[] withoutMetadata() {
        ByteArrayOutputStream file = new ByteArrayOutputStream(data.length);
        kept.forEach(segment -> file.write(data, segment.offset(), segment.length()));
        ByteBuffer result = ByteBuffer.wrap(file.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        result.putInt(4, result.capacity() - 8);
        if (canvas.isPresent()) {
            int flags = FILE_HEADER + 8;
            result.put(flags, (byte) (result.get(flags) & (ALPHA_FLAG | ANIMATION_FLAG)));
        }
        return result.array();
    }

    boolean isAnimated() {
        return animated;
    }

    private void parseChunk(String name, Bytes body) throws ImageException, IOException {
        switch (name) {
            case "VP8X" -> {
                canvas = Optional.of(PictureHeader.size(body.u24(4) + 1L, body.u24(7) + 1L, limits));
                animated = (body.u8(0) & ANIMATION_FLAG) != 0;
            }
            case "VP8 " -> setFrame(body.u16(6) & 0x3fff, body.u16(8) & 0x3fff);
            case "VP8L" -> {
                long bits = body.u32(1);
                setFrame((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1);
            }
            case "ICCP" -> profile = Optional.of(body.toArray());
            case "EXIF" ->
                orientation = TiffDirectory.orientation(
                        body.startsWith("Exif\0\0") ? body.slice(6, body.length() - 6L) : body);
            default -> {
                // Alpha, animation frames and XMP: nothing to learn before decoding.
            }
        }
    }

    private void setFrame(long width, long height) throws ImageException {
        if (frame.isEmpty()) {
            frame = Optional.of(PictureHeader.size(width, height, limits));
        }
    }

    /** A small canvas around a huge frame would pass the limits, and then be decoded at the size of the frame. */
    private void requireOneSize() throws IOException {
        if (!animated && frame.isPresent() && !frame.get().equals(size())) {
            throw new IOException("canvas of " + size() + ", frame of " + frame.get());
        }
    }
}
