package dev.darkroom.image.color;

/**
 * The chromaticities, x then y, of red, green, blue and white, as the makers of a colour space publish them; and in
 * double precision what follows from them, by other ways than the code that is tested goes.
 */
record Primaries(double rx, double ry, double gx, double gy, double bx, double by, double wx, double wy) {
    static final Primaries SRGB = new Primaries(0.64, 0.33, 0.30, 0.60, 0.15, 0.06, 0.3127, 0.3290);
    static final Primaries ADOBE_RGB = new Primaries(0.64, 0.33, 0.21, 0.71, 0.15, 0.06, 0.3127, 0.3290);
    static final Primaries DISPLAY_P3 = new Primaries(0.680, 0.320, 0.265, 0.690, 0.150, 0.060, 0.3127, 0.3290);
    static final Primaries PROPHOTO =
            new Primaries(0.734699, 0.265301, 0.159597, 0.840403, 0.036598, 0.000105, 0.345704, 0.358540);
    static final Primaries APPLE_RGB = new Primaries(0.625, 0.340, 0.280, 0.595, 0.155, 0.070, 0.3127, 0.3290);
    static final Primaries ECI_RGB = new Primaries(0.67, 0.33, 0.21, 0.71, 0.14, 0.08, 0.345704, 0.358540);

    private static final double[][] BRADFORD = {
        {0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367}, {0.0389, -0.0685, 1.0296}
    };
    private static final double[] D50 = {0.9642, 1, 0.8249};

    /** From linear light to XYZ relative to D50, as profiles store it. */
    double[][] toD50() {
        return product(adaptation(white(), D50), toXyz());
    }

    /** Samples of sRGB, 0 to 255, not rounded, of linear light. */
    double[] toSrgb(double red, double green, double blue) {
        double[] xyz = column(toXyz(), red, green, blue);
        double[] adapted = column(adaptation(white(), SRGB.white()), xyz[0], xyz[1], xyz[2]);
        double[] light = solve(SRGB.toXyz(), adapted);
        return new double[] {sample(light[0]), sample(light[1]), sample(light[2])};
    }

    static double sample(double light) {
        double clipped = Math.max(0, Math.min(1, light));
        return 255 * (clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * Math.pow(clipped, 1 / 2.4) - 0.055);
    }

    /** From linear light to XYZ relative to the white of this space. */
    private double[][] toXyz() {
        double[][] columns = {
            {rx / ry, gx / gy, bx / by}, {1, 1, 1}, {(1 - rx - ry) / ry, (1 - gx - gy) / gy, (1 - bx - by) / by}
        };
        double[] strengths = solve(columns, white());
        double[][] scaled = new double[3][3];
        for (int row = 0; row < 3; row++) {
            for (int i = 0; i < 3; i++) {
                scaled[row][i] = columns[row][i] * strengths[i];
            }
        }
        return scaled;
    }

    private double[] white() {
        return new double[] {wx / wy, 1, (1 - wx - wy) / wy};
    }

    private static double[][] adaptation(double[] from, double[] to) {
        double[] source = column(BRADFORD, from[0], from[1], from[2]);
        double[] target = column(BRADFORD, to[0], to[1], to[2]);
        double[][] result = new double[3][3];
        for (int i = 0; i < 3; i++) {
            double[] unit = {i == 0 ? 1 : 0, i == 1 ? 1 : 0, i == 2 ? 1 : 0};
            double[] cone = column(BRADFORD, unit[0], unit[1], unit[2]);
            for (int k = 0; k < 3; k++) {
                cone[k] *= target[k] / source[k];
            }
            double[] back = solve(BRADFORD, cone);
            for (int row = 0; row < 3; row++) {
                result[row][i] = back[row];
            }
        }
        return result;
    }

    private static double[] column(double[][] matrix, double x, double y, double z) {
        double[] result = new double[3];
        for (int row = 0; row < 3; row++) {
            result[row] = matrix[row][0] * x + matrix[row][1] * y + matrix[row][2] * z;
        }
        return result;
    }

    private static double[][] product(double[][] left, double[][] right) {
        double[][] result = new double[3][3];
        for (int i = 0; i < 3; i++) {
            double[] column = column(left, right[0][i], right[1][i], right[2][i]);
            for (int row = 0; row < 3; row++) {
                result[row][i] = column[row];
            }
        }
        return result;
    }

    /** Cramer's rule. */
    private static double[] solve(double[][] matrix, double[] right) {
        double[] result = new double[3];
        for (int i = 0; i < 3; i++) {
            double[][] replaced = {matrix[0].clone(), matrix[1].clone(), matrix[2].clone()};
            for (int row = 0; row < 3; row++) {
                replaced[row][i] = right[row];
            }
            result[i] = determinant(replaced) / determinant(matrix);
        }
        return result;
    }

    private static double determinant(double[][] m) {
        return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
                - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
                + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
    }
}
