package dev.darkroom.image.color;

import dev.darkroom.image.codec.Bytes;
import java.io.IOException;
import java.util.function.DoubleUnaryOperator;

/** How much light a device makes of a sample, both from 0 to 1. Immutable. */
final class ToneCurve {
    private static final int[] PARAMETERS = {1, 3, 4, 5, 7};
    private static final int TABLE_HEADER = 12;
    /** More would tell 16 bit samples apart no better. */
    private static final int MAX_POINTS = 65536;

    private final DoubleUnaryOperator function;
    private final int bytes;

    private ToneCurve(DoubleUnaryOperator function, int bytes) {
        this.function = function;
        this.bytes = bytes;
    }

    /** A power function. */
    static ToneCurve ofGamma(double exponent) {
        return new ToneCurve(x -> Math.pow(x, exponent), 0);
    }

    /** A curve through evenly spaced points of 0 to 65535, at least two; not copied. */
    static ToneCurve through(char[] points) {
        return new ToneCurve(x -> interpolate(points, x), 0);
    }

    /**
     * Reads curveType or parametricCurveType (ICC.1:2010, 10.5 and 10.15).
     *
     * @param tag begins with the curve; may go on behind it
     */
    static ToneCurve parse(Bytes tag) throws IOException {
        String type = tag.slice(0, 4).ascii(0, 4);
        return switch (type) {
            case "curv" -> table(tag);
            case "para" -> parametric(tag);
            default -> throw new IOException("curve of type " + type);
        };
    }

    /** The light of a sample from 0 to 1: never outside of these, whatever the profile says. */
    double at(double sample) {
        double light = function.applyAsDouble(sample);
        // A number that is none, as of a negative base, fails both comparisons.
        return light > 0 ? Math.min(1, light) : 0;
    }

    /** Bytes that the curve took in its tag. */
    int bytes() {
        return bytes;
    }

    private static ToneCurve table(Bytes tag) throws IOException {
        long count = tag.u32(8);
        if (count > MAX_POINTS) {
            throw new IOException("curve of " + count + " points");
        }
        if (count == 0) {
            return new ToneCurve(x -> x, TABLE_HEADER);
        }
        Bytes entries = tag.slice(TABLE_HEADER, 2 * count);
        int bytes = TABLE_HEADER + entries.length();
        if (count == 1) {
            double exponent = entries.u16(0) / 256.0;
            return new ToneCurve(x -> Math.pow(x, exponent), bytes);
        }
        char[] points = Points.read(entries, 2);
        return new ToneCurve(x -> interpolate(points, x), bytes);
    }

    private static double interpolate(char[] points, double x) {
        double position = x * (points.length - 1);
        int index = Math.min((int) position, points.length - 2);
        double weight = position - index;
        return (points[index] * (1 - weight) + points[index + 1] * weight) / 65535;
    }

    private static ToneCurve parametric(Bytes tag) throws IOException {
        int type = tag.u16(8);
        if (type >= PARAMETERS.length) {
            throw new IOException("parametric curve of type " + type);
        }
        // In the standard's order: g, a, b, c, d, e, f. Types that lack some are brought to the formula of type 4.
        double[] p = {1, 1, 0, 0, 0, 0, 0};
        for (int i = 0; i < PARAMETERS[type]; i++) {
            p[i] = tag.i32(TABLE_HEADER + 4L * i) / 65536.0;
        }
        if (type == 1 || type == 2) {
            double constant = p[3];
            p[4] = -p[2] / p[1];
            p[3] = 0;
            p[5] = constant;
            p[6] = constant;
        }
        return new ToneCurve(
                x -> x >= p[4] ? Math.pow(p[1] * x + p[2], p[0]) + p[5] : p[3] * x + p[6],
                TABLE_HEADER + 4 * PARAMETERS[type]);
    }
}
