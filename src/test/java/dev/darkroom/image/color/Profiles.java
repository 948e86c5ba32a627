package dev.darkroom.image.color;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** ICC profiles, made of their parts. */
final class Profiles {
    private final ByteBuffer header = ByteBuffer.allocate(128);
    private final Map<String, byte[]> tags = new LinkedHashMap<>();

    private Profiles(String profileClass, String space, String connection) {
        header.put(8, (byte) 4).put(9, (byte) 0x20);
        ascii(12, profileClass).ascii(16, space).ascii(20, connection).ascii(36, "acsp");
        header.putInt(68, fixed(0.9642)).putInt(72, fixed(1)).putInt(76, fixed(0.8249));
        with("wtpt", xyz(0.9642, 1, 0.8249));
    }

    static Profiles of(String profileClass, String space, String connection) {
        return new Profiles(profileClass, space, connection);
    }

    /** A monitor of these primaries, with one curve for all. */
    static byte[] monitor(Primaries primaries, byte[] curve) {
        double[][] columns = primaries.toD50();
        return of("mntr", "RGB ", "XYZ ")
                .with("rXYZ", xyz(columns[0][0], columns[1][0], columns[2][0]))
                .with("gXYZ", xyz(columns[0][1], columns[1][1], columns[2][1]))
                .with("bXYZ", xyz(columns[0][2], columns[1][2], columns[2][2]))
                .with("rTRC", curve)
                .with("gTRC", curve)
                .with("bTRC", curve)
                .bytes();
    }

    static byte[] grey(String connection, byte[] curve) {
        return of("mntr", "GRAY", connection).with("kTRC", curve).bytes();
    }

    Profiles version(int major) {
        header.put(8, (byte) major);
        return this;
    }

    Profiles with(String tag, byte[] content) {
        tags.put(tag, content);
        return this;
    }

    byte[] bytes() {
        int size = 132 + 12 * tags.size();
        for (byte[] content : tags.values()) {
            size += padded(content.length);
        }
        ByteBuffer profile = ByteBuffer.allocate(size);
        profile.put(header.array()).putInt(0, size).putInt(tags.size());
        int at = 132 + 12 * tags.size();
        for (Map.Entry<String, byte[]> tag : tags.entrySet()) {
            profile.put(latin1(tag.getKey())).putInt(at).putInt(tag.getValue().length);
            at += padded(tag.getValue().length);
        }
        for (byte[] content : tags.values()) {
            profile.put(Arrays.copyOf(content, padded(content.length)));
        }
        return profile.array();
    }

    static byte[] xyz(double x, double y, double z) {
        return ByteBuffer.allocate(20)
                .put(latin1("XYZ "))
                .putInt(8, fixed(x))
                .putInt(12, fixed(y))
                .putInt(16, fixed(z))
                .array();
    }

    /** An exponent in the old way, of a byte and 256ths. */
    static byte[] gamma(double exponent) {
        return ByteBuffer.allocate(14)
                .put(latin1("curv"))
                .putInt(8, 1)
                .putShort(12, (short) Math.round(exponent * 256))
                .array();
    }

    static byte[] curve(int points, DoubleUnaryOperator function) {
        ByteBuffer tag = ByteBuffer.allocate(12 + 2 * points);
        tag.put(latin1("curv")).putInt(8, points);
        for (int i = 0; i < points; i++) {
            tag.putShort(12 + 2 * i, unit16(function.applyAsDouble(i / (points - 1.0))));
        }
        return tag.array();
    }

    static byte[] parametric(int type, double... parameters) {
        ByteBuffer tag = ByteBuffer.allocate(12 + 4 * parameters.length);
        tag.put(latin1("para")).putShort(8, (short) type).position(12);
        for (double parameter : parameters) {
            tag.putInt(fixed(parameter));
        }
        return tag.array();
    }

    /** The curve of sRGB as newer profiles have it. */
    static byte[] srgbCurve() {
        return parametric(3, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045);
    }

    /** A table of one byte a number, with curves that are straight. */
    static byte[] table8(int channels, int grid, Device device) {
        double[][] points = points(channels, grid, device);
        ByteBuffer tag = ByteBuffer.allocate(48 + 256 * channels + 3 * points.length + 256 * 3);
        tag.put(latin1("mft1")).put(8, (byte) channels).put(9, (byte) 3).put(10, (byte) grid);
        putIdentity(tag);
        tag.position(48);
        straight8(tag, channels);
        for (double[] point : points) {
            for (double number : point) {
                tag.put((byte) Math.round(255 * number));
            }
        }
        straight8(tag, 3);
        return tag.array();
    }

    /** A table of two bytes a number, with input curves of a few points of this gamma, and straight output curves. */
    static byte[] table16(int channels, int grid, double gamma, Device device) {
        double[][] points = points(channels, grid, device);
        int inputPoints = 33;
        ByteBuffer tag = ByteBuffer.allocate(52 + 2 * inputPoints * channels + 6 * points.length + 2 * 2 * 3);
        tag.put(latin1("mft2")).put(8, (byte) channels).put(9, (byte) 3).put(10, (byte) grid);
        putIdentity(tag);
        tag.putShort(48, (short) inputPoints).putShort(50, (short) 2).position(52);
        for (int i = 0; i < channels * inputPoints; i++) {
            tag.putShort(unit16(Math.pow(i % inputPoints / (inputPoints - 1.0), gamma)));
        }
        for (double[] point : points) {
            for (double number : point) {
                tag.putShort(unit16(number));
            }
        }
        for (int channel = 0; channel < 3; channel++) {
            tag.putShort((short) 0).putShort((short) -1);
        }
        return tag.array();
    }

    /** All five parts that a table of the newer kind may have. */
    static byte[] tableOfParts(int grid, byte[] input, byte[] middle, double[] matrix, byte[] output, Device device) {
        double[][] points = points(3, grid, device);
        int a = padded(input.length);
        int m = padded(middle.length);
        int b = padded(output.length);
        int clut = padded(20 + 6 * points.length);
        ByteBuffer tag = ByteBuffer.allocate(32 + 3 * b + 48 + 3 * m + clut + 3 * a);
        tag.put(latin1("mAB ")).put(8, (byte) 3).put(9, (byte) 3);
        int at = 32;
        tag.putInt(12, at);
        at = putThrice(tag, at, output);
        tag.putInt(16, at);
        for (double cell : matrix) {
            tag.putInt(at, fixed(cell));
            at += 4;
        }
        tag.putInt(20, at);
        at = putThrice(tag, at, middle);
        tag.putInt(24, at);
        tag.put(at, (byte) grid)
                .put(at + 1, (byte) grid)
                .put(at + 2, (byte) grid)
                .put(at + 16, (byte) 2);
        tag.position(at + 20);
        for (double[] point : points) {
            for (double number : point) {
                tag.putShort(unit16(number));
            }
        }
        at += clut;
        tag.putInt(28, at);
        putThrice(tag, at, input);
        return tag.array();
    }

    /** What a device shows of channels of 0 to 1, as three numbers of 0 to 1. */
    interface Device {
        double[] show(double[] channels);
    }

    private static double[][] points(int channels, int grid, Device device) {
        double[][] points = new double[(int) Math.pow(grid, channels)][];
        for (int i = 0; i < points.length; i++) {
            double[] position = new double[channels];
            for (int channel = channels - 1, rest = i; channel >= 0; channel--, rest /= grid) {
                position[channel] = rest % grid / (grid - 1.0);
            }
            points[i] = device.show(position);
        }
        return points;
    }

    /** The matrix that only devices of XYZ use. */
    private static void putIdentity(ByteBuffer tag) {
        tag.putInt(12, fixed(1)).putInt(28, fixed(1)).putInt(44, fixed(1));
    }

    private static void straight8(ByteBuffer tag, int channels) {
        for (int i = 0; i < 256 * channels; i++) {
            tag.put((byte) i);
        }
    }

    private static int putThrice(ByteBuffer tag, int at, byte[] curve) {
        int next = at;
        for (int i = 0; i < 3; i++) {
            tag.position(next);
            tag.put(curve);
            next += padded(curve.length);
        }
        return next;
    }

    private Profiles ascii(int at, String text) {
        header.position(at);
        header.put(latin1(text));
        return this;
    }

    private static int padded(int length) {
        return length + 3 & ~3;
    }

    private static int fixed(double value) {
        return (int) Math.round(value * 65536);
    }

    private static short unit16(double value) {
        return (short) Math.round(65535 * Math.max(0, Math.min(1, value)));
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
