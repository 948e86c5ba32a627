package dev.darkroom.image.color;

import dev.darkroom.image.codec.Bytes;
import dev.darkroom.image.color.ColorTable.Connection;
import dev.darkroom.image.color.ColorTable.Mix;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Reads tags that hold tables from a device's colours to CIELAB or XYZ: ICC.1:2010, 10.8 to 10.10. */
final class TableTag {
    private static final int MATRIX_END = 48;

    private final Bytes tag;
    private final int channels;
    private final boolean lab;

    private TableTag(Bytes tag, int channels, boolean lab) {
        this.tag = tag;
        this.channels = channels;
        this.lab = lab;
    }

    /**
     * Reads a tag of any of the three types.
     *
     * @param channels of the device
     * @param lab whether the tables lead to CIELAB, else to XYZ
     */
    static ColorTable parse(Bytes tag, int channels, boolean lab) throws IOException {
        String type = tag.ascii(0, 4);
        if (tag.u8(8) != channels || tag.u8(9) != 3) {
            throw new IOException("table from " + tag.u8(8) + " to " + tag.u8(9) + " channels");
        }
        TableTag reader = new TableTag(tag, channels, lab);
        return switch (type) {
            case "mft1" -> reader.fixed(1, 256, 256, MATRIX_END);
            case "mft2" -> reader.fixed(2, tag.u16(MATRIX_END), tag.u16(MATRIX_END + 2L), MATRIX_END + 4);
            case "mAB " -> reader.flexible();
            default -> throw new IOException("table of type " + type);
        };
    }

    /** Curves of equally many points, the grid, and curves again. The matrix is for devices of XYZ only. */
    private ColorTable fixed(int width, int inputPoints, int outputPoints, int start) throws IOException {
        if (inputPoints < 2 || outputPoints < 2) {
            throw new IOException("curve of less than two points");
        }
        int[] grid = new int[channels];
        Arrays.fill(grid, tag.u8(10));
        long gridStart = start + (long) channels * inputPoints * width;
        CurveTable[] input = curves(start, channels, inputPoints, width);
        Clut clut = Clut.read(grid, rest(gridStart), width);
        CurveTable[] output = curves(gridStart + clut.length(width), 3, outputPoints, width);
        Connection legacy = width == 2 ? Connection.LEGACY_LAB : Connection.LAB;
        return new ColorTable(input, clut, Optional.empty(), output, lab ? legacy : Connection.XYZ);
    }

    private CurveTable[] curves(long start, int count, int points, int width) throws IOException {
        CurveTable[] curves = new CurveTable[count];
        int bytes = points * width;
        for (int i = 0; i < count; i++) {
            ToneCurve curve = ToneCurve.through(Points.read(tag.slice(start + (long) i * bytes, bytes), width));
            curves[i] = new CurveTable(curve::at);
        }
        return curves;
    }

    /** Parts at offsets of their own, where 0 means that there is none. */
    private ColorTable flexible() throws IOException {
        long output = tag.u32(12);
        long matrix = tag.u32(16);
        long middle = tag.u32(20);
        long grid = tag.u32(24);
        long input = tag.u32(28);
        if (grid == 0 && channels != 3) {
            throw new IOException("no grid for " + channels + " channels");
        }
        Optional<Mix> mix =
                matrix == 0 || middle == 0 ? Optional.empty() : Optional.of(new Mix(curves(middle, 3), matrix(matrix)));
        return new ColorTable(
                grid == 0 || input == 0 ? straight(channels) : curves(input, channels),
                grid == 0 ? Clut.identity() : grid(grid),
                mix,
                output == 0 ? straight(3) : curves(output, 3),
                lab ? Connection.LAB : Connection.XYZ);
    }

    private Clut grid(long start) throws IOException {
        Bytes part = rest(start);
        int[] grid = new int[channels];
        for (int i = 0; i < channels; i++) {
            grid[i] = part.u8(i);
        }
        int width = part.u8(16);
        if (width != 1 && width != 2) {
            throw new IOException("grid of " + width + " bytes");
        }
        return Clut.read(grid, part.slice(20, part.length() - 20L), width);
    }

    /** Curves of any type, each beginning at a multiple of four. */
    private CurveTable[] curves(long start, int count) throws IOException {
        CurveTable[] curves = new CurveTable[count];
        long at = start;
        for (int i = 0; i < count; i++) {
            ToneCurve curve = ToneCurve.parse(rest(at));
            curves[i] = new CurveTable(curve::at);
            at += curve.bytes() + 3 & ~3;
        }
        return curves;
    }

    /** Nine factors, then three offsets, in rows of three and one. */
    private float[] matrix(long start) throws IOException {
        float[] rows = new float[12];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                rows[4 * row + column] = tag.i32(start + 12L * row + 4L * column) / 65536f;
            }
            rows[4 * row + 3] = tag.i32(start + 36 + 4L * row) / 65536f;
        }
        return rows;
    }

    private Bytes rest(long start) throws IOException {
        return tag.slice(start, Math.max(0, tag.length() - start));
    }

    private static CurveTable[] straight(int count) {
        CurveTable[] curves = new CurveTable[count];
        Arrays.fill(curves, new CurveTable(x -> x));
        return curves;
    }
}
