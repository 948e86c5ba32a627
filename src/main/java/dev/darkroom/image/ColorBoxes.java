package dev.darkroom.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Divides the colours of a picture into boxes, always halving the one with the largest squared error along the channel that
 * causes most of it: S. J. Wan, P. Prusinkiewicz and S. K. M. Wong, "Variance-based color image quantization for frame
 * buffer display", 1990. Works on a histogram of 5 bits a channel, but keeps exact means.
 */
final class ColorBoxes {
    private static final int BITS = 5;
    private static final int CHANNELS = 3;

    private final long[] counts = new long[1 << CHANNELS * BITS];
    private final long[][] sums = new long[CHANNELS][counts.length];
    private final byte[] boxOfCell = new byte[counts.length];
    private final int[] cells;
    private int[] colors = {};

    private ColorBoxes(int[] argb) {
        for (int pixel : argb) {
            if (pixel != 0) {
                int cell = cellOf(pixel);
                counts[cell]++;
                for (int channel = 0; channel < CHANNELS; channel++) {
                    sums[channel][cell] += pixel >> 8 * channel & 0xff;
                }
            }
        }
        int[] used = new int[counts.length];
        int count = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            if (counts[cell] > 0) {
                used[count++] = cell;
            }
        }
        cells = Arrays.copyOf(used, count);
    }

    /** Divides the colours of these pixels, but for those of alpha 0, into so many boxes at most. */
    static ColorBoxes split(int[] argb, int max) {
        ColorBoxes boxes = new ColorBoxes(argb);
        boxes.divide(max);
        return boxes;
    }

    /** 0xRRGGBB of each box. */
    int[] colors() {
        return colors;
    }

    /** The box of a colour that was among the pixels. */
    int indexOf(int argb) {
        return boxOfCell[cellOf(argb)] & 0xff;
    }

    private static int cellOf(int argb) {
        int drop = 8 - BITS;
        return (argb >> 16 + drop & 31) << 2 * BITS | (argb >> 8 + drop & 31) << BITS | argb >> drop & 31;
    }

    private void divide(int max) {
        PriorityQueue<Box> open =
                new PriorityQueue<>(Comparator.comparingDouble(Box::worstError).reversed());
        List<Box> done = new ArrayList<>();
        open.add(new Box(0, cells.length));
        while (!open.isEmpty() && open.size() + done.size() < max) {
            Box box = open.remove();
            int middle = box.partition();
            if (middle == box.from || middle == box.to) {
                done.add(box);
            } else {
                open.add(new Box(box.from, middle));
                open.add(new Box(middle, box.to));
            }
        }
        done.addAll(open);
        colors = new int[done.size()];
        for (int i = 0; i < colors.length; i++) {
            colors[i] = done.get(i).paint((byte) i);
        }
    }

    private double mean(int channel, int cell) {
        return (double) sums[channel][cell] / counts[cell];
    }

    /** A range of {@link #cells}. */
    private final class Box {
        private final int from;
        private final int to;
        private final double[] means = new double[CHANNELS];
        private int worstChannel;
        private double worstError;

        private Box(int from, int to) {
            this.from = from;
            this.to = to;
            for (int channel = 0; channel < CHANNELS; channel++) {
                means[channel] = meanOf(channel);
                double error = errorOf(channel);
                if (error > worstError) {
                    worstError = error;
                    worstChannel = channel;
                }
            }
        }

        private double worstError() {
            return worstError;
        }

        private double meanOf(int channel) {
            long sum = 0;
            long count = 0;
            for (int i = from; i < to; i++) {
                sum += sums[channel][cells[i]];
                count += counts[cells[i]];
            }
            return (double) sum / count;
        }

        private double errorOf(int channel) {
            double error = 0;
            for (int i = from; i < to; i++) {
                double difference = mean(channel, cells[i]) - means[channel];
                error += difference * difference * counts[cells[i]];
            }
            return error;
        }

        /** Moves the cells below the mean of the worst channel to the front; returns where the others start. */
        private int partition() {
            int front = from;
            for (int i = from; i < to; i++) {
                if (mean(worstChannel, cells[i]) < means[worstChannel]) {
                    int cell = cells[i];
                    cells[i] = cells[front];
                    cells[front++] = cell;
                }
            }
            return front;
        }

        private int paint(byte index) {
            for (int i = from; i < to; i++) {
                boxOfCell[cells[i]] = index;
            }
            return (int) (means[2] + 0.5) << 16 | (int) (means[1] + 0.5) << 8 | (int) (means[0] + 0.5);
        }
    }
}
