package dev.darkroom.image.webp;

import java.io.IOException;

/** Pixels are stored less what their neighbours let one expect of them (RFC 9649, section 3.5.1). */
final class PredictorTransform implements Vp8lTransform {
    private static final int OPAQUE_BLACK = 0xff000000;

    private final int width;
    private final int bits;
    private final int perRow;
    /** For each square of pixels, which of 14 predictions holds. */
    private final byte[] modes;

    /** The row before, complete; behind it the first pixel of this row, which is what the last pixel sees there. */
    private final int[] above;

    private int y;

    private PredictorTransform(int width, int bits, int perRow, byte[] modes) {
        this.width = width;
        this.bits = bits;
        this.perRow = perRow;
        this.modes = modes;
        this.above = new int[width + 1];
    }

    static PredictorTransform read(Vp8lBits in, int width, int height) throws IOException {
        int bits = 2 + in.read(3);
        int perRow = Vp8lPixels.ceilShift(width, bits);
        int rows = Vp8lPixels.ceilShift(height, bits);
        byte[] modes = new byte[perRow * rows];
        Vp8lPixels.readAll(in, perRow, rows, (row, pixels) -> {
            for (int x = 0; x < perRow; x++) {
                modes[row * perRow + x] = (byte) (pixels[x] >> 8 & 15);
            }
        });
        return new PredictorTransform(width, bits, perRow, modes);
    }

    @Override
    public int storedWidth() {
        return width;
    }

    @Override
    public void invert(int[] row) {
        if (y == 0) {
            row[0] = add(row[0], OPAQUE_BLACK);
            addLeft(row, 1, width);
        } else {
            row[0] = add(row[0], above[0]);
            above[width] = row[0];
            int square = (y >> bits) * perRow;
            for (int from = 0; from < width; from += 1 << bits) {
                invert(modes[square++], row, Math.max(1, from), Math.min(width, from + (1 << bits)));
            }
        }
        System.arraycopy(row, 0, above, 0, width);
        y++;
    }

    /** A loop for each mode: to choose one for every pixel would take longer than to predict it. */
    private void invert(int mode, int[] row, int from, int to) {
        switch (mode) {
            case 1 -> addLeft(row, from, to);
            case 2 -> addAbove(row, from, to, 0);
            case 3 -> addAbove(row, from, to, 1);
            case 4 -> addAbove(row, from, to, -1);
            case 5 -> {
                for (int x = from; x < to; x++) {
                    row[x] = add(row[x], mean(mean(row[x - 1], above[x + 1]), above[x]));
                }
            }
            case 6 -> {
                for (int x = from; x < to; x++) {
                    row[x] = add(row[x], mean(row[x - 1], above[x - 1]));
                }
            }
            case 7 -> {
                for (int x = from; x < to; x++) {
                    row[x] = add(row[x], mean(row[x - 1], above[x]));
                }
            }
            case 8 -> {
                for (int x = from; x < to; x++) {
                    row[x] = add(row[x], mean(above[x - 1], above[x]));
                }
            }
            case 9 -> {
                for (int x = from; x < to; x++) {
                    row[x] = add(row[x], mean(above[x], above[x + 1]));
                }
            }
            case 10 -> {
                for (int x = from; x < to; x++) {
                    row[x] = add(row[x], mean(mean(row[x - 1], above[x - 1]), mean(above[x], above[x + 1])));
                }
            }
            case 11 -> {
                for (int x = from; x < to; x++) {
                    row[x] = add(row[x], select(row[x - 1], above[x], above[x - 1]));
                }
            }
            case 12 -> {
                for (int x = from; x < to; x++) {
                    row[x] = add(row[x], gradient(row[x - 1], above[x], above[x - 1]));
                }
            }
            case 13 -> {
                for (int x = from; x < to; x++) {
                    row[x] = add(row[x], halfGradient(mean(row[x - 1], above[x]), above[x - 1]));
                }
            }
            default -> {
                for (int x = from; x < to; x++) {
                    row[x] = add(row[x], OPAQUE_BLACK);
                }
            }
        }
    }

    private static void addLeft(int[] row, int from, int to) {
        for (int x = from; x < to; x++) {
            row[x] = add(row[x], row[x - 1]);
        }
    }

    private void addAbove(int[] row, int from, int to, int shift) {
        for (int x = from; x < to; x++) {
            row[x] = add(row[x], above[x + shift]);
        }
    }

    /** Adds the four samples of two pixels, each modulo 256. */
    static int add(int first, int second) {
        int alphaAndGreen = (first & 0xff00ff00) + (second & 0xff00ff00) & 0xff00ff00;
        int redAndBlue = (first & 0xff00ff) + (second & 0xff00ff) & 0xff00ff;
        return alphaAndGreen | redAndBlue;
    }

    /** The mean of each sample, rounded down. */
    private static int mean(int first, int second) {
        return ((first ^ second) >>> 1 & 0x7f7f7f7f) + (first & second);
    }

    /** Of the left and upper pixel, the one that is nearer to the sum of both less the one between them. */
    private static int select(int left, int above, int corner) {
        int toAbove = 0;
        int toLeft = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += 8) {
            int between = corner >>> shift & 0xff;
            toAbove += Math.abs((left >>> shift & 0xff) - between);
            toLeft += Math.abs((above >>> shift & 0xff) - between);
        }
        return toLeft < toAbove ? left : above;
    }

    private static int gradient(int left, int above, int corner) {
        int result = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += 8) {
            int sample = (left >>> shift & 0xff) + (above >>> shift & 0xff) - (corner >>> shift & 0xff);
            result |= Vp8Prediction.clamp(sample) << shift;
        }
        return result;
    }

    private static int halfGradient(int mean, int corner) {
        int result = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += 8) {
            int sample = mean >>> shift & 0xff;
            result |= Vp8Prediction.clamp(sample + (sample - (corner >>> shift & 0xff)) / 2) << shift;
        }
        return result;
    }
}
