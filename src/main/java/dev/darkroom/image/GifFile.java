package dev.darkroom.image;

import dev.darkroom.image.codec.Bytes;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The blocks of a GIF file (GIF89a specification of CompuServe, 1990): everything but the pixels. */
final class GifFile {
    private static final int SCREEN_END = 13;
    private static final int MAX_BLOCKS = 1_000_000;

    private final Bytes bytes;
    private final int maxFrames;
    private final List<GifFrame> frames = new ArrayList<>();
    private int frameCount;
    private long declaredPixels;
    private OptionalInt loops = OptionalInt.empty();
    private GraphicControl control = GraphicControl.NONE;

    private GifFile(byte[] data, int maxFrames) {
        this.bytes = Bytes.of(data, ByteOrder.LITTLE_ENDIAN);
        this.maxFrames = maxFrames;
    }

    /** @param maxFrames frames beyond these are counted only */
    static GifFile parse(byte[] data, int maxFrames) throws IOException {
        GifFile file = new GifFile(data, maxFrames);
        int screen = file.bytes.u8(10);
        Range colors = new Range(SCREEN_END, colorCount(screen));
        int at = SCREEN_END + 3 * colors.count();
        for (int blocks = 0; at >= 0 && file.bytes.has(at, 1); blocks++) {
            if (blocks > MAX_BLOCKS) {
                throw new IOException("more than " + MAX_BLOCKS + " blocks");
            }
            at = file.parseBlock(at, colors);
        }
        return file;
    }

    /**
     * Size of the screen, at least that of the first frame, which is what browsers make of wrong ones.
     *
     * @throws ImageException if it is beyond the limits
     * @throws IOException if there is no frame
     */
    Size screen(Limits limits) throws ImageException, IOException {
        int width = bytes.u16(6);
        int height = bytes.u16(8);
        PictureHeader.size(Math.max(1, width), Math.max(1, height), limits);
        GifFrame first = first();
        return PictureHeader.size(
                Math.max(width, first.x() + first.width()), Math.max(height, first.y() + first.height()), limits);
    }

    /** The first frames. */
    List<GifFrame> frames() {
        return frames;
    }

    /** How many frames there are. */
    int frameCount() {
        return frameCount;
    }

    /** Pixels of all frames. */
    long declaredPixels() {
        return declaredPixels;
    }

    /** How often to repeat the animation, 0 for ever; empty to play it once. */
    OptionalInt loops() {
        return loops;
    }

    private GifFrame first() throws IOException {
        if (frames.isEmpty()) {
            throw new IOException("no frame");
        }
        return frames.get(0);
    }

    /** Returns where the next block starts, or -1 at the end. */
    private int parseBlock(int at, Range globalColors) throws IOException {
        return switch (bytes.u8(at)) {
            case 0x2c -> bytes.has(at, 11) ? parseFrame(at + 1, globalColors) : -1;
            case 0x21 -> bytes.has(at, 3) ? parseExtension(at + 1) : -1;
            case 0 -> at + 1;
            default -> -1;
        };
    }

    private int parseExtension(int at) throws IOException {
        int label = bytes.u8(at);
        int size = bytes.u8(at + 1);
        int body = at + 2;
        if (label == 0xf9 && size >= 4 && bytes.has(body, 4)) {
            int flags = bytes.u8(body);
            OptionalInt transparent = (flags & 1) == 0 ? OptionalInt.empty() : OptionalInt.of(bytes.u8(body + 3L));
            control = new GraphicControl(flags >> 2 & 7, bytes.u16(body + 1L), transparent);
        } else if (label == 0xff && size == 11 && bytes.has(body, 16)) {
            String application = bytes.ascii(body, 11);
            boolean looping = application.equals("NETSCAPE2.0") || application.equals("ANIMEXTS1.0");
            if (looping && bytes.u8(body + 11L) == 3 && bytes.u8(body + 12L) == 1) {
                loops = OptionalInt.of(bytes.u16(body + 13L));
            }
        }
        return skipSubBlocks(at + 1);
    }

    private int parseFrame(int at, Range globalColors) throws IOException {
        int flags = bytes.u8(at + 8L);
        int width = bytes.u16(at + 4L);
        int height = bytes.u16(at + 6L);
        Range localColors = new Range(at + 9, colorCount(flags));
        int data = at + 9 + 3 * localColors.count();
        Range colors = localColors.count() > 0 ? localColors : globalColors;
        frameCount++;
        declaredPixels += (long) width * height;
        if (frames.size() < maxFrames) {
            frames.add(new GifFrame(
                    bytes.u16(at),
                    bytes.u16(at + 2L),
                    width,
                    height,
                    (flags & 0x40) != 0,
                    control.disposal(),
                    control.delay(),
                    control.transparent(),
                    bytes.sliceUpTo(colors.start(), 3L * colors.count()),
                    bytes.sliceUpTo(Math.min(data, bytes.length()), bytes.length())));
        }
        control = GraphicControl.NONE;
        return bytes.has(data, 1) ? skipSubBlocks(data + 1) : -1;
    }

    /** Returns the position after the terminator, or -1 if the file ends before. */
    private int skipSubBlocks(int from) throws IOException {
        int at = from;
        while (bytes.has(at, 1)) {
            int size = bytes.u8(at);
            at += 1 + size;
            if (size == 0) {
                return at;
            }
        }
        return -1;
    }

    private static int colorCount(int flags) {
        return (flags & 0x80) == 0 ? 0 : 2 << (flags & 7);
    }

    private record Range(int start, int count) {}

    private record GraphicControl(int disposal, int delay, OptionalInt transparent) {
        private static final GraphicControl NONE = new GraphicControl(0, 0, OptionalInt.empty());
    }
}
