package dev.darkroom.image.jpeg;

import java.util.ArrayDeque;

/**
 * Brings the rows of a component to the picture's size. Where it is half as wide, or half as wide and half as high, samples
 * are interpolated with weights of 3/4 and 1/4 towards the nearest ones, as if they lay in the middle of the pixels that
 * they stand for (T.871, clause 10); its edges are repeated. Any other ratio repeats samples. Keeps the few rows that are
 * still needed.
 *
 * <p>The rounding, which alternates between neighbours, and what is interpolated and what is not, are those of the library
 * in the JDK, found by experiment.
 */
final class ComponentUpsampler {
    /** Narrower components are repeated. */
    private static final int LEAST_INTERPOLATED = 3;

    private final int width;
    private final int height;
    private final int pictureWidth;
    private final JpegHeader.Component component;
    private final int maxHorizontal;
    private final int maxVertical;
    private final boolean doubled;
    private final boolean doubledBothWays;
    private final int[] sums;
    private final ArrayDeque<byte[]> spare = new ArrayDeque<>();
    private final byte[][] rows;
    private int firstKept;
    private int received;

    /**
     * Prepares for one picture.
     *
     * @param width samples in a row of the component
     * @param height its rows
     */
    ComponentUpsampler(JpegHeader header, JpegHeader.Component component, int width, int height) {
        this.width = width;
        this.height = height;
        this.component = component;
        this.pictureWidth = header.width();
        this.maxHorizontal = header.maxHorizontal();
        this.maxVertical = header.maxVertical();
        boolean wide = component.horizontal() * 2 == maxHorizontal && width >= LEAST_INTERPOLATED;
        this.doubled = wide && component.vertical() == maxVertical;
        this.doubledBothWays = wide && component.vertical() * 2 == maxVertical;
        this.sums = new int[doubledBothWays ? width : 0];
        this.rows = new byte[height][];
    }

    /** Takes the next row of the component. */
    void add(float[] samples, int offset) {
        byte[] row = spare.isEmpty() ? new byte[width] : spare.removeLast();
        for (int x = 0; x < width; x++) {
            row[x] = (byte) samples[offset + x];
        }
        rows[received++] = row;
    }

    /** Whether all is there that a row of the picture needs. */
    boolean isReady(int y) {
        return received > lastOf(y);
    }

    /** Forgets what no row from this one on needs. */
    void discardBefore(int y) {
        for (int first = firstOf(y); firstKept < first; firstKept++) {
            spare.addLast(rows[firstKept]);
            rows[firstKept] = null;
        }
    }

    /**
     * Computes a row of the picture, for which {@link #isReady} holds.
     *
     * @param target has room for the picture's width, rounded up to even
     */
    void row(int y, byte[] target) {
        if (doubledBothWays) {
            interpolateBothWays(rows[y >> 1], rows[neighbour(y)], target);
        } else if (doubled) {
            interpolate(rows[y], target);
        } else {
            repeat(rows[nearest(y)], target);
        }
    }

    private int nearest(int y) {
        return Math.min(height - 1, y * component.vertical() / maxVertical);
    }

    /** The second nearest row: above for even rows of the picture, below for odd ones. */
    private int neighbour(int y) {
        int neighbour = (y >> 1) + ((y & 1) == 0 ? -1 : 1);
        return Math.max(0, Math.min(height - 1, neighbour));
    }

    private int firstOf(int y) {
        return doubledBothWays ? Math.min(y >> 1, neighbour(y)) : nearest(y);
    }

    private int lastOf(int y) {
        return doubledBothWays ? Math.max(y >> 1, neighbour(y)) : nearest(y);
    }

    private void repeat(byte[] row, byte[] target) {
        if (component.horizontal() == maxHorizontal) {
            System.arraycopy(row, 0, target, 0, pictureWidth);
            return;
        }
        for (int x = 0; x < pictureWidth; x++) {
            target[x] = row[x * component.horizontal() / maxHorizontal];
        }
    }

    private void interpolate(byte[] row, byte[] target) {
        int last = width - 1;
        for (int x = 1; x < last; x++) {
            int near = 3 * (row[x] & 0xff);
            target[2 * x] = (byte) (near + (row[x - 1] & 0xff) + 1 >> 2);
            target[2 * x + 1] = (byte) (near + (row[x + 1] & 0xff) + 2 >> 2);
        }
        target[0] = row[0];
        target[1] = (byte) (3 * (row[0] & 0xff) + (row[1] & 0xff) + 2 >> 2);
        target[2 * last] = (byte) (3 * (row[last] & 0xff) + (row[last - 1] & 0xff) + 1 >> 2);
        target[2 * last + 1] = row[last];
    }

    private void interpolateBothWays(byte[] near, byte[] far, byte[] target) {
        for (int x = 0; x < width; x++) {
            sums[x] = 3 * (near[x] & 0xff) + (far[x] & 0xff);
        }
        int last = width - 1;
        for (int x = 1; x < last; x++) {
            int middle = 3 * sums[x];
            target[2 * x] = (byte) (middle + sums[x - 1] + 8 >> 4);
            target[2 * x + 1] = (byte) (middle + sums[x + 1] + 7 >> 4);
        }
        target[0] = (byte) (4 * sums[0] + 8 >> 4);
        target[1] = (byte) (3 * sums[0] + sums[1] + 7 >> 4);
        target[2 * last] = (byte) (3 * sums[last] + sums[last - 1] + 8 >> 4);
        target[2 * last + 1] = (byte) (4 * sums[last] + 7 >> 4);
    }
}
