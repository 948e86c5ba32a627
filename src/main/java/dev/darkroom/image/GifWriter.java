package dev.darkroom.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Writes GIF89a, still or animated. Each frame but the first holds only the rectangle that changed, with a palette of its own; pixels
 * that stay as they were are left transparent, so that they neither flicker nor cost bytes. For one thread.
 */
final class GifWriter {
    private static final int KEEP = 1;
    private static final int CLEAR = 2;
    private static final int MAX_DELAY = 0xffff;
    private static final int MIN_DELAY = 2;
    /** Of a frame, beside its pixels: headers, palette, ends. */
    private static final int FRAME_OVERHEAD = 1024;

    private final Size size;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    /** What is on the screen before the pending frame. */
    private int[] shown;

    private int[] pending = {};
    private int pendingDelay;
    private boolean started;

    /** @param loops how often to repeat, 0 for ever; empty to play once or for a still */
    GifWriter(Size size, OptionalInt loops) {
        this.size = size;
        this.shown = new int[Math.toIntExact(size.pixels())];
        out.writeBytes("GIF89a".getBytes(StandardCharsets.US_ASCII));
        writeShort(size.width());
        writeShort(size.height());
        out.writeBytes(new byte[3]);
        loops.ifPresent(this::writeLoops);
    }

    /**
     * Adds a frame. One that equals the last prolongs it.
     *
     * @param argb all of its pixels, of alpha 0 or 255; kept until the next call
     * @param delay time to show it, in hundredths of a second
     */
    void add(int[] argb, int delay) {
        if (pending.length == 0) {
            pending = argb;
            pendingDelay = delay;
            return;
        }
        if (canProlong(delay) && Arrays.equals(pending, argb)) {
            pendingDelay += delay;
            return;
        }
        boolean clears = uncovers(pending, argb);
        writeFrame(clears ? Box.whole(size) : changed(), clears ? CLEAR : KEEP);
        shown = clears ? new int[argb.length] : pending;
        pending = argb;
        pendingDelay = delay;
    }

    /** Whether the frame added last and what else it takes surely fit into a file of so many bytes. */
    boolean hasRoom(int maxBytes) {
        return out.size() + mostBytes(size) <= maxBytes;
    }

    /** Most bytes of a frame: codes have 12 bits at most, and are as many as the pixels, with some to start anew. */
    static long mostBytes(Size size) {
        return FRAME_OVERHEAD + size.pixels() * 7 / 4;
    }

    /** Ends the file; there must be a frame at least. */
    byte[] finish() {
        writeFrame(changed(), KEEP);
        out.write(0x3b);
        return out.toByteArray();
    }

    /** Programs make a tenth of a second of delays below {@value #MIN_DELAY}: what they make of the sum is not theirs. */
    private boolean canProlong(int delay) {
        return delay >= MIN_DELAY && pendingDelay >= MIN_DELAY && pendingDelay + delay <= MAX_DELAY;
    }

    /** The first frame is whole, for many programs show nothing else and do not look at the screen. */
    private Box changed() {
        return started ? Box.ofChanges(shown, pending, size) : Box.whole(size);
    }

    /** Whether a pixel turns transparent, which takes clearing what is there. */
    private static boolean uncovers(int[] before, int[] after) {
        for (int i = 0; i < before.length; i++) {
            if (after[i] == 0 && before[i] != 0) {
                return true;
            }
        }
        return false;
    }

    private void writeLoops(int loops) {
        out.writeBytes(new byte[] {0x21, (byte) 0xff, 11});
        out.writeBytes("NETSCAPE2.0".getBytes(StandardCharsets.US_ASCII));
        out.write(3);
        out.write(1);
        writeShort(loops);
        out.write(0);
    }

    private void writeFrame(Box box, int disposal) {
        started = true;
        int[] pixels = changes(box);
        Palette palette = Palette.of(pixels);
        out.writeBytes(new byte[] {0x21, (byte) 0xf9, 4, (byte) (disposal << 2 | 1)});
        writeShort(Math.min(MAX_DELAY, pendingDelay));
        out.write(palette.transparent());
        out.write(0);
        out.write(0x2c);
        writeShort(box.x);
        writeShort(box.y);
        writeShort(box.width);
        writeShort(box.height);
        out.write(0x80 | palette.bits() - 1);
        out.writeBytes(palette.table());
        GifLzwEncoder.encode(palette.map(pixels), palette.bits(), out);
    }

    private int[] changes(Box box) {
        int[] pixels = new int[box.width * box.height];
        for (int y = 0; y < box.height; y++) {
            for (int x = 0; x < box.width; x++) {
                int i = (box.y + y) * size.width() + box.x + x;
                pixels[y * box.width + x] = pending[i] == shown[i] ? 0 : pending[i];
            }
        }
        return pixels;
    }

    private void writeShort(int value) {
        out.write(value);
        out.write(value >> 8);
    }

    /** A rectangle of the screen. */
    private record Box(int x, int y, int width, int height) {
        static Box whole(Size size) {
            return new Box(0, 0, size.width(), size.height());
        }

        /** The smallest box around all pixels that differ; one pixel if none does, for a frame cannot be empty. */
        static Box ofChanges(int[] before, int[] after, Size size) {
            int left = size.width();
            int right = 0;
            int top = size.height();
            int bottom = 0;
            for (int i = 0; i < after.length; i++) {
                if (before[i] != after[i]) {
                    left = Math.min(left, i % size.width());
                    right = Math.max(right, i % size.width() + 1);
                    top = Math.min(top, i / size.width());
                    bottom = i / size.width() + 1;
                }
            }
            return right == 0 ? new Box(0, 0, 1, 1) : new Box(left, top, right - left, bottom - top);
        }
    }
}
