package dev.darkroom.image.jpeg;

/**
 * The steps by which the encoder divides coefficients: the examples of ITU-T T.81 Annex K.1, scaled by quality as the
 * Independent JPEG Group's software does.
 */
final class QuantizationTables {
    /** Coefficients of a block. */
    static final int SIZE = 64;

    private static final int MAX_BASELINE_STEP = 255;

    private static final int[] LUMINANCE = {
        16, 11, 10, 16, 24, 40, 51, 61,
        12, 12, 14, 19, 26, 58, 60, 55,
        14, 13, 16, 24, 40, 57, 69, 56,
        14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77,
        24, 35, 55, 64, 81, 104, 113, 92,
        49, 64, 78, 87, 103, 121, 120, 101,
        72, 92, 95, 98, 112, 100, 103, 99
    };

    private static final int[] CHROMINANCE = {
        17, 18, 24, 47, 99, 99, 99, 99,
        18, 21, 26, 66, 99, 99, 99, 99,
        24, 26, 56, 99, 99, 99, 99, 99,
        47, 66, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99
    };

    private QuantizationTables() {}

    /** Steps of brightness, row by row, for a quality from 1 to 100. */
    static int[] luminance(int quality) {
        return scaled(LUMINANCE, quality);
    }

    /** Steps of colour, row by row, for a quality from 1 to 100. */
    static int[] chrominance(int quality) {
        return scaled(CHROMINANCE, quality);
    }

    private static int[] scaled(int[] base, int quality) {
        int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        int[] steps = new int[SIZE];
        for (int i = 0; i < SIZE; i++) {
            steps[i] = Math.max(1, Math.min(MAX_BASELINE_STEP, (base[i] * percent + 50) / 100));
        }
        return steps;
    }
}
