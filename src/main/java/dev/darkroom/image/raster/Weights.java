package dev.darkroom.image.raster;

/**
 * How much each source sample adds to each target sample along one axis. The weights of a target sum to one, also at the
 * edges, where the part of the kernel that hangs over is dropped. Immutable.
 */
final class Weights {
    private final int[] starts;
    private final float[][] weights;

    private Weights(int[] starts, float[][] weights) {
        this.starts = starts;
        this.weights = weights;
    }

    /** Lanczos2 when reducing, Mitchell-Netravali when enlarging, the identity when the length stays. */
    static Weights of(Axis axis) {
        int target = axis.target();
        Weights result = new Weights(new int[target], new float[target][]);
        if (axis.isIdentity()) {
            for (int i = 0; i < target; i++) {
                result.set(i, i, new double[] {1});
            }
            return result;
        }
        Kernel kernel = target < axis.length() ? Kernel.LANCZOS2 : Kernel.MITCHELL;
        double step = axis.length() / target;
        double stretch = Math.max(1, step);
        for (int i = 0; i < target; i++) {
            result.set(i, kernel, (i + 0.5) * step - 0.5, stretch, axis.count());
        }
        return result;
    }

    /** Number of target samples. */
    int count() {
        return starts.length;
    }

    /** First source sample that adds to a target sample; never falls as targets go up. */
    int start(int target) {
        return starts[target];
    }

    /** One past the last source sample that adds to a target sample; never falls as targets go up. */
    int end(int target) {
        return starts[target] + weights[target].length;
    }

    /** The weights of the source samples from {@link #start} on; shared, not copied. */
    float[] of(int target) {
        return weights[target];
    }

    private void set(int target, Kernel kernel, double center, double stretch, int source) {
        double reach = Kernel.SUPPORT * stretch;
        int start = Math.max(0, (int) Math.ceil(center - reach));
        int end = Math.min(source, (int) Math.floor(center + reach) + 1);
        double[] values = new double[end - start];
        for (int i = 0; i < values.length; i++) {
            values[i] = kernel.at((start + i - center) / stretch);
        }
        set(target, start, values);
    }

    private void set(int target, int start, double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        starts[target] = start;
        weights[target] = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            weights[target][i] = (float) (values[i] / sum);
        }
    }
}
