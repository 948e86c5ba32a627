package dev.darkroom.image.raster;

/** Filters for changing resolution, as functions of the distance in pixels of the coarser grid. */
enum Kernel {
    /** Sinc windowed by the central lobe of a sinc twice as wide: C. E. Duchon, "Lanczos Filtering", 1979, with a = 2. */
    LANCZOS2 {
        @Override
        double at(double distance) {
            double x = Math.abs(distance);
            if (x >= SUPPORT) {
                return 0;
            }
            return sinc(x) * sinc(x / SUPPORT);
        }
    },
    /** The cubic with B = C = 1/3 of D. Mitchell and A. Netravali, "Reconstruction Filters in Computer Graphics", 1988. */
    MITCHELL {
        @Override
        double at(double distance) {
            double x = Math.abs(distance);
            if (x >= SUPPORT) {
                return 0;
            }
            return x < 1
                    ? (7 * x * x * x - 12 * x * x + 16.0 / 3) / 6
                    : (-7.0 / 3 * x * x * x + 12 * x * x - 20 * x + 32.0 / 3) / 6;
        }
    };

    /** Beyond this distance every kernel is zero. */
    static final double SUPPORT = 2;

    abstract double at(double distance);

    private static double sinc(double x) {
        if (x == 0) {
            return 1;
        }
        double angle = Math.PI * x;
        return Math.sin(angle) / angle;
    }
}
