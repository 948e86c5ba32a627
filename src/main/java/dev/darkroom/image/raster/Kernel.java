package dev.darkroom.image.raster;

/** Filters for changing resolution, as functions of the distance in pixels of the coarser grid. */
enum Kernel {
    /** Sinc windowed by the central lobe of a sinc twice as wide: C. E. Duchon, "Lanczos Filtering", 1979, with a = 2. */
    LANCZOS2 {
        /** Four sines and cosines for all values, and the others by addition theorems: errors stay far below those of floats. */
        @Override
        void sample(double first, double step, double[] values) {
            double sine = Math.sin(first * QUARTER_TURN);
            double cosine = Math.cos(first * QUARTER_TURN);
            double stepSine = Math.sin(step * QUARTER_TURN);
            double stepCosine = Math.cos(step * QUARTER_TURN);
            for (int i = 0; i < values.length; i++) {
                double x = first + i * step;
                values[i] = Math.abs(x) < SUPPORT ? lanczos2(x * QUARTER_TURN, sine, cosine) : 0;
                double next = sine * stepCosine + cosine * stepSine;
                cosine = cosine * stepCosine - sine * stepSine;
                sine = next;
            }
        }
    },
    /** The cubic with B = C = 1/3 of D. Mitchell and A. Netravali, "Reconstruction Filters in Computer Graphics", 1988. */
    MITCHELL {
        @Override
        void sample(double first, double step, double[] values) {
            for (int i = 0; i < values.length; i++) {
                double x = Math.abs(first + i * step);
                values[i] = x < SUPPORT ? mitchell(x) : 0;
            }
        }
    };

    /** Beyond this distance every kernel is zero. */
    static final double SUPPORT = 2;

    private static final double QUARTER_TURN = Math.PI / 2;

    /** Where sin(a) / a is 1 but for less than a float shows. */
    private static final double NEAR_ZERO = 1e-5;

    /**
     * Takes the kernel at equal distances.
     *
     * @param first distance of the first value
     * @param step from each value to the next
     * @param values takes them
     */
    abstract void sample(double first, double step, double[] values);

    /** sinc(x) sinc(x / 2) with angle a = pi x / 2 is sin(2a) / 2a sin(a) / a, and sin(2a) = 2 sin(a) cos(a). */
    private static double lanczos2(double angle, double sine, double cosine) {
        return Math.abs(angle) < NEAR_ZERO ? 1 : sine * sine * cosine / (angle * angle);
    }

    private static double mitchell(double x) {
        return x < 1
                ? (7 * x * x * x - 12 * x * x + 16.0 / 3) / 6
                : (-7.0 / 3 * x * x * x + 12 * x * x - 20 * x + 32.0 / 3) / 6;
    }
}
