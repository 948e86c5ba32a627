package dev.darkroom.image.raster;

/**
 * How much each source sample adds to each target sample along one axis. The weights of a target sum to one, also at the
 * edges, where the part of the kernel that hangs over is dropped. Every target has the same number of weights, some of which
 * are 0. Immutable.
 */
final class Weights {
    private final int[] starts;
    private final int taps;
    private final float[] weights;

    private Weights(int targets, int taps) {
        this.starts = new int[targets];
        this.taps = taps;
        this.weights = new float[Math.multiplyExact(targets, taps)];
    }

    /** Lanczos2 when reducing, Mitchell-Netravali when enlarging, the identity when the length stays. */
    static Weights of(Axis axis) {
        return axis.isIdentity() ? identity(axis.target()) : filtered(axis);
    }

    private static Weights identity(int targets) {
        Weights result = new Weights(targets, 1);
        for (int i = 0; i < targets; i++) {
            result.starts[i] = i;
            result.weights[i] = 1;
        }
        return result;
    }

    private static Weights filtered(Axis axis) {
        double step = axis.step();
        double stretch = Math.max(1, step);
        int reach = (int) Math.floor(2 * Kernel.SUPPORT * stretch) + 1;
        Weights result = new Weights(axis.target(), Math.min(reach, axis.count()));
        Kernel kernel = step > 1 ? Kernel.LANCZOS2 : Kernel.MITCHELL;
        for (int i = 0; i < axis.target(); i++) {
            result.set(i, kernel, (i + 0.5) * step - 0.5, stretch, axis.count());
        }
        return result;
    }

    /** Number of target samples. */
    int targets() {
        return starts.length;
    }

    /** Number of weights of each target. */
    int taps() {
        return taps;
    }

    /** First source sample that may add to a target sample; never falls as targets go up. */
    int start(int target) {
        return starts[target];
    }

    /** One past the last source sample that may add to a target sample; never falls as targets go up. */
    int end(int target) {
        return starts[target] + taps;
    }

    /** The weight of any source sample. */
    float weight(int target, int source) {
        int tap = source - starts[target];
        return tap < 0 || tap >= taps ? 0 : weights[target * taps + tap];
    }

    /** The weights of all targets in a row, {@link #taps} each, from {@link #start} on; shared, not copied. */
    float[] flat() {
        return weights;
    }

    private void set(int target, Kernel kernel, double center, double stretch, int count) {
        int start = Math.max(0, (int) Math.ceil(center - Kernel.SUPPORT * stretch));
        starts[target] = Math.min(start, count - taps);
        double[] values = new double[taps];
        kernel.sample((starts[target] - center) / stretch, 1 / stretch, values);
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        for (int i = 0; i < taps; i++) {
            weights[target * taps + i] = (float) (values[i] / sum);
        }
    }
}
