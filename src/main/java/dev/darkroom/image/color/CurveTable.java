package dev.darkroom.image.color;

import java.util.function.DoubleUnaryOperator;

/**
 * A curve over the samples 0 to 255, in steps fine enough to interpolate between: at four steps a sample, a gamma of 2.2 is
 * off by less than a hundredth of a sample of sRGB. Immutable.
 */
final class CurveTable {
    private static final int STEPS = 4;
    private static final int LAST = 255 * STEPS;

    /** Memory that each takes, in bytes. */
    static final int WEIGHT = 4 * (LAST + 2);

    /** One more than needed, so that the last sample has a neighbour. */
    private final float[] values = new float[LAST + 2];

    /** @param curve over 0 to 1, which is what the samples are divided by 255 */
    CurveTable(DoubleUnaryOperator curve) {
        for (int i = 0; i <= LAST; i++) {
            values[i] = (float) curve.applyAsDouble((double) i / LAST);
        }
        values[LAST + 1] = values[LAST];
    }

    /** The curve at a sample of 0 to 255; samples outside count as the nearest inside, and what is no number as 0. */
    float at(float sample) {
        float position = sample * STEPS;
        position = position > 0 ? (position < LAST ? position : LAST) : 0;
        int index = (int) position;
        float value = values[index];
        return value + (values[index + 1] - value) * (position - index);
    }
}
