package dev.darkroom.image.raster;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Multiplies by alpha and sums two samples at once: red and green, then blue and 255, in the 32 bit lanes of a long, so that
 * a pixel takes two multiplications.
 */
final class RgbaBoxReducer implements BoxReducer {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long OPAQUE = 255L << 32;

    private final int columns;
    private final int factor;
    private final long[] redGreen;
    private final long[] blueAlpha;
    private int rows;

    RgbaBoxReducer(int columns, int factor) {
        this.columns = columns;
        this.factor = factor;
        this.redGreen = new long[BoxReducer.boxes(columns, factor)];
        this.blueAlpha = new long[redGreen.length];
    }

    @Override
    public void add(byte[] row, int offset) {
        int at = offset;
        for (int box = 0, left = columns; left > 0; box++, left -= factor) {
            int end = at + 4 * Math.min(left, factor);
            long first = 0;
            long second = 0;
            for (; at < end; at += 4) {
                int pixel = (int) INT.get(row, at);
                long alpha = pixel >>> 24;
                first += (pixel & 0xffL | (pixel & 0xff00L) << 24) * alpha;
                second += (pixel >>> 16 & 0xffL | OPAQUE) * alpha;
            }
            redGreen[box] += first;
            blueAlpha[box] += second;
        }
        rows++;
    }

    @Override
    public void average(float[] target) {
        for (int box = 0, left = columns, to = 0; left > 0; box++, left -= factor, to += 4) {
            float scale = 1f / (255f * rows * Math.min(left, factor));
            long first = redGreen[box];
            long second = blueAlpha[box];
            target[to] = (first & 0xffffffffL) * scale;
            target[to + 1] = (first >>> 32) * scale;
            target[to + 2] = (second & 0xffffffffL) * scale;
            target[to + 3] = (second >>> 32) * scale;
            redGreen[box] = 0;
            blueAlpha[box] = 0;
        }
        rows = 0;
    }
}
