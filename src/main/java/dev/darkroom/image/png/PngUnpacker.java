package dev.darkroom.image.png;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Turns the rows of a PNG as stored into samples that can be calculated with. For one thread. */
final class PngUnpacker {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final PngHeader header;
    private final int channels;
    /** The palette as bytes lie: red lowest. */
    private final int[] rgba;

    private final int[] transparent;
    private int[] samples = new int[0];

    PngUnpacker(PngHeader header) {
        this.header = header;
        this.channels = channels(header);
        this.transparent = header.transparent().stream().mapToInt(i -> i).toArray();
        this.rgba = header.palette().clone();
        for (int i = 0; i < rgba.length; i++) {
            rgba[i] = Integer.reverseBytes(Integer.rotateLeft(rgba[i], 8));
        }
    }

    /** Samples of a pixel once unpacked: grey or red, green and blue, then alpha if there is any. */
    static int channels(PngHeader header) {
        boolean grey = header.color() == PngColor.GREY || header.color() == PngColor.GREY_ALPHA;
        return (grey ? 1 : 3) + (header.hasAlpha() ? 1 : 0);
    }

    /**
     * Looks up each pixel in the palette.
     *
     * @param target takes as many bytes per pixel as there are channels, and needs room for one more
     */
    void lookUp(byte[] row, int offset, int count, byte[] target) {
        if (header.bitDepth() == 8) {
            for (int i = 0, to = 0; i < count; i++, to += channels) {
                INT.set(target, to, rgba[row[offset + i] & 0xff]);
            }
            return;
        }
        unpack(row, offset, count);
        for (int i = 0, to = 0; i < count; i++, to += channels) {
            INT.set(target, to, rgba[samples[i]]);
        }
    }

    /** Spreads grey of less than 8 bits over bytes of 0 to 255. */
    void scaleGrey(byte[] row, int offset, int count, byte[] target) {
        unpack(row, offset, count);
        int scale = 255 / ((1 << header.bitDepth()) - 1);
        for (int i = 0; i < count; i++) {
            target[i] = (byte) (samples[i] * scale);
        }
    }

    /**
     * Samples of 0 to 255, in full precision, the colours multiplied by alpha.
     *
     * @param count pixels
     * @param target takes as many samples per pixel as there are channels
     */
    void toFloats(byte[] row, int offset, int count, float[] target) {
        unpack(row, offset, count * header.color().channels());
        if (header.color() == PngColor.PALETTE) {
            colorsOfPalette(count, target);
        } else if (header.color().hasAlpha()) {
            multiply(count, target);
        } else if (header.hasAlpha()) {
            maskTransparent(count, target);
        } else {
            float scale = 255f / ((1 << header.bitDepth()) - 1);
            for (int i = 0; i < count * channels; i++) {
                target[i] = samples[i] * scale;
            }
        }
    }

    /**
     * Samples as stored, or indices of the palette.
     *
     * @param count pixels
     * @param alpha whether to add alpha, opaque but for the one colour that is transparent; grey of less than 8 bits is
     *     spread over 0 to 255 then
     * @return the samples of the row, and maybe others behind; changes with the next row
     */
    int[] toPixels(byte[] row, int offset, int count, boolean alpha) {
        int colors = header.color().channels();
        unpack(row, offset, count * colors);
        return alpha ? withAlpha(count, colors) : samples;
    }

    private int[] withAlpha(int count, int colors) {
        int[] pixels = new int[count * (colors + 1)];
        int most = (1 << header.bitDepth()) - 1;
        int scale = header.bitDepth() < 8 ? 255 / most : 1;
        for (int i = 0, at = 0, to = 0; i < count; i++, at += colors, to += colors + 1) {
            boolean visible = isVisible(at, colors);
            for (int color = 0; color < colors; color++) {
                pixels[to + color] = samples[at + color] * scale;
            }
            pixels[to + colors] = visible ? most * scale : 0;
        }
        return pixels;
    }

    private boolean isVisible(int at, int colors) {
        for (int color = 0; color < colors; color++) {
            if (samples[at + color] != transparent[color]) {
                return true;
            }
        }
        return false;
    }

    private void colorsOfPalette(int count, float[] target) {
        for (int i = 0, to = 0; i < count; i++, to += channels) {
            int pixel = rgba[samples[i]];
            float factor = (pixel >>> 24) / 255f;
            target[to] = (pixel & 0xff) * factor;
            target[to + 1] = (pixel >>> 8 & 0xff) * factor;
            target[to + 2] = (pixel >>> 16 & 0xff) * factor;
            if (channels == 4) {
                target[to + 3] = pixel >>> 24;
            }
        }
    }

    private void multiply(int count, float[] target) {
        float scale = 255f / ((1 << header.bitDepth()) - 1);
        int colors = channels - 1;
        for (int i = 0, at = 0; i < count; i++, at += channels) {
            float alpha = samples[at + colors] * scale;
            float factor = alpha * scale / 255;
            for (int color = 0; color < colors; color++) {
                target[at + color] = samples[at + color] * factor;
            }
            target[at + colors] = alpha;
        }
    }

    private void maskTransparent(int count, float[] target) {
        float scale = 255f / ((1 << header.bitDepth()) - 1);
        int colors = channels - 1;
        for (int i = 0, at = 0, to = 0; i < count; i++, at += colors, to += channels) {
            boolean visible = isVisible(at, colors);
            for (int color = 0; color < colors; color++) {
                target[to + color] = visible ? samples[at + color] * scale : 0;
            }
            target[to + colors] = visible ? 255 : 0;
        }
    }

    /** Makes an int of each sample of any depth. */
    private void unpack(byte[] row, int offset, int count) {
        if (samples.length < count) {
            samples = new int[count];
        }
        int depth = header.bitDepth();
        switch (depth) {
            case 8 -> {
                for (int i = 0; i < count; i++) {
                    samples[i] = row[offset + i] & 0xff;
                }
            }
            case 16 -> {
                for (int i = 0, at = offset; i < count; i++, at += 2) {
                    samples[i] = (row[at] & 0xff) << 8 | row[at + 1] & 0xff;
                }
            }
            default -> {
                int mask = (1 << depth) - 1;
                for (int i = 0, bit = 0; i < count; i++, bit += depth) {
                    samples[i] = row[offset + (bit >>> 3)] >>> 8 - depth - (bit & 7) & mask;
                }
            }
        }
    }
}
