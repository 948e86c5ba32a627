package dev.darkroom.image.raster;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Adds rows eight bytes at once: those of even and of odd index, four each, in the 16 bit lanes of a long. This takes a
 * fifth of the time of adding byte by byte. The bytes of 16 bit samples are summed apart and joined at the end.
 */
final class OpaqueBoxReducer implements BoxReducer {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EVEN = 0x00ff00ff00ff00ffL;

    private final int columns;
    private final int channels;
    private final int bytesPerSample;
    private final int factor;
    private final int rowBytes;
    private final long[] even;
    private final long[] odd;
    /** The sum of each column of the rows; behind its end there is room for what the last long has too much. */
    private final int[] sums;

    private int rows;

    OpaqueBoxReducer(int columns, int channels, int bytesPerSample, int factor) {
        this.columns = columns;
        this.channels = channels;
        this.bytesPerSample = bytesPerSample;
        this.factor = factor;
        this.rowBytes = Math.multiplyExact(columns, channels * bytesPerSample);
        int longs = (rowBytes + 7) / 8;
        this.even = new long[longs];
        this.odd = new long[longs];
        this.sums = new int[longs * 8];
    }

    @Override
    public void add(byte[] row, int offset) {
        int whole = rowBytes / 8;
        if (rows == 0) {
            setWhole(row, offset, whole);
        } else {
            addWhole(row, offset, whole);
        }
        if (whole < even.length) {
            long tail = 0;
            for (int i = rowBytes - 1; i >= whole * 8; i--) {
                tail = tail << 8 | row[offset + i] & 0xff;
            }
            even[whole] = (rows == 0 ? 0 : even[whole]) + (tail & EVEN);
            odd[whole] = (rows == 0 ? 0 : odd[whole]) + (tail >>> 8 & EVEN);
        }
        rows++;
    }

    private void setWhole(byte[] row, int offset, int count) {
        for (int i = 0, at = offset; i < count; i++, at += 8) {
            long eight = (long) LONG.get(row, at);
            even[i] = eight & EVEN;
            odd[i] = eight >>> 8 & EVEN;
        }
    }

    private void addWhole(byte[] row, int offset, int count) {
        for (int i = 0, at = offset; i < count; i++, at += 8) {
            long eight = (long) LONG.get(row, at);
            even[i] += eight & EVEN;
            odd[i] += eight >>> 8 & EVEN;
        }
    }

    @Override
    public void average(float[] target) {
        unpack();
        if (bytesPerSample == 2) {
            joinBytes();
        }
        int full = columns / factor;
        float whole = (bytesPerSample == 2 ? 255f / 65535 : 1) / rows;
        switch (channels) {
            case 1 -> averageOne(target, full, whole / factor);
            case 3 -> averageThree(target, full, whole / factor);
            default -> averageAny(target, 0, full, factor, whole / factor);
        }
        int rest = columns - full * factor;
        if (rest > 0) {
            averageAny(target, full, full + 1, rest, whole / rest);
        }
        rows = 0;
    }

    private void unpack() {
        for (int i = 0, to = 0; i < even.length; i++, to += 8) {
            long first = even[i];
            long second = odd[i];
            sums[to] = (int) first & 0xffff;
            sums[to + 1] = (int) second & 0xffff;
            sums[to + 2] = (int) first >>> 16;
            sums[to + 3] = (int) second >>> 16;
            sums[to + 4] = (int) (first >>> 32) & 0xffff;
            sums[to + 5] = (int) (second >>> 32) & 0xffff;
            sums[to + 6] = (int) (first >>> 48);
            sums[to + 7] = (int) (second >>> 48);
        }
    }

    private void joinBytes() {
        for (int i = 0, from = 0; i < columns * channels; i++, from += 2) {
            sums[i] = (sums[from] << 8) + sums[from + 1];
        }
    }

    private void averageOne(float[] target, int boxes, float scale) {
        for (int box = 0, at = 0; box < boxes; box++) {
            int sum = 0;
            for (int i = 0; i < factor; i++) {
                sum += sums[at++];
            }
            target[box] = sum * scale;
        }
    }

    private void averageThree(float[] target, int boxes, float scale) {
        for (int box = 0, at = 0, to = 0; box < boxes; box++, to += 3) {
            int first = 0;
            int second = 0;
            int third = 0;
            for (int i = 0; i < factor; i++, at += 3) {
                first += sums[at];
                second += sums[at + 1];
                third += sums[at + 2];
            }
            target[to] = first * scale;
            target[to + 1] = second * scale;
            target[to + 2] = third * scale;
        }
    }

    private void averageAny(float[] target, int firstBox, int lastBox, int width, float scale) {
        for (int box = firstBox; box < lastBox; box++) {
            for (int channel = 0; channel < channels; channel++) {
                int at = box * factor * channels + channel;
                int sum = 0;
                for (int i = 0; i < width; i++, at += channels) {
                    sum += sums[at];
                }
                target[box * channels + channel] = sum * scale;
            }
        }
    }
}
