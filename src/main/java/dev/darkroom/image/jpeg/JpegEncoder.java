package dev.darkroom.image.jpeg;

import dev.darkroom.image.raster.Plane;
import java.util.ArrayList;
import java.util.List;

/**
 * Encodes planes as baseline JPEG (ITU-T T.81) with a JFIF header and no metadata. Thread-safe; the same planes make the
 * same bytes.
 */
public final class JpegEncoder {
    private static final int MAX_SIDE = 65535;
    private static final int BLOCK = 8;

    /** Bytes of the headers and the longest tables, about. */
    private static final int HEADERS = 1024;

    /** JFIF 1.01, no units, square pixels, no thumbnail. */
    private static final byte[] JFIF = {'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0};

    private final List<Component> components;
    private final int[][] steps;
    private final JpegOutput out;
    private final int mcuColumns;
    private final int mcuRows;

    private JpegEncoder(List<Plane> planes, int factor, int quality) {
        Plane first = planes.get(0);
        mcuColumns = ceilDiv(first.width(), BLOCK * factor);
        mcuRows = ceilDiv(first.height(), BLOCK * factor);
        steps = planes.size() == 1
                ? new int[][] {QuantizationTables.luminance(quality)}
                : new int[][] {QuantizationTables.luminance(quality), QuantizationTables.chrominance(quality)};
        components = new ArrayList<>();
        for (int i = 0; i < planes.size(); i++) {
            components.add(new Component(planes.get(i), i == 0 ? factor : 1, mcuColumns, steps[Math.min(1, i)]));
        }
        out = new JpegOutput(HEADERS + first.samples().length / 4);
    }

    /**
     * Encodes a picture.
     *
     * @param planes one of brightness; or Y, Cb and Cr of ITU-T T.871, where Cb and Cr both have either the size of Y or
     *     half of it each way, rounded up; samples of half size lie in the middle of the four that they stand for. Samples
     *     outside 0 to 255 are clamped; they need not be whole
     * @param quality 1 to 100 on the scale of the Independent JPEG Group
     * @return the file
     * @throws IllegalArgumentException if the planes or the quality are not as described
     */
    public static byte[] encode(List<Plane> planes, int quality) {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("quality must be 1 to 100, not " + quality);
        }
        return new JpegEncoder(planes, samplingFactor(planes), quality).encode();
    }

    private static int samplingFactor(List<Plane> planes) {
        if (planes.size() != 1 && planes.size() != 3) {
            throw new IllegalArgumentException("must be one plane or three, not " + planes.size());
        }
        Plane first = planes.get(0);
        if (first.width() > MAX_SIDE || first.height() > MAX_SIDE) {
            throw new IllegalArgumentException("a JPEG cannot be " + first.width() + "x" + first.height());
        }
        int factor = planes.size() == 1 || isReduced(planes.get(1), first, 1) ? 1 : 2;
        for (Plane plane : planes.subList(1, planes.size())) {
            if (!isReduced(plane, first, factor)) {
                throw new IllegalArgumentException("colour of " + plane.width() + "x" + plane.height()
                        + " does not go with brightness of " + first.width() + "x" + first.height());
            }
        }
        return factor;
    }

    private static boolean isReduced(Plane plane, Plane from, int factor) {
        return plane.width() == ceilDiv(from.width(), factor) && plane.height() == ceilDiv(from.height(), factor);
    }

    private byte[] encode() {
        writeHeaders();
        ScanWriter scan = new ScanWriter(out, components.size());
        for (int mcuRow = 0; mcuRow < mcuRows; mcuRow++) {
            for (Component component : components) {
                component.transform(mcuRow);
            }
            for (int mcuColumn = 0; mcuColumn < mcuColumns; mcuColumn++) {
                for (int i = 0; i < components.size(); i++) {
                    addBlocks(scan, i, mcuRow, mcuColumn);
                }
            }
        }
        scan.finish();
        out.writeShort(0xffd9);
        return out.toByteArray();
    }

    private void addBlocks(ScanWriter scan, int index, int mcuRow, int mcuColumn) {
        Component component = components.get(index);
        for (int v = 0; v < component.factor; v++) {
            for (int h = 0; h < component.factor; h++) {
                int column = mcuColumn * component.factor + h;
                if (component.isInside(mcuRow * component.factor + v, column)) {
                    scan.addBlock(index, component.blockRows[v], column);
                } else {
                    scan.addPadding(index);
                }
            }
        }
    }

    private void writeHeaders() {
        out.writeShort(0xffd8);
        out.writeShort(0xffe0);
        out.writeShort(2 + JFIF.length);
        out.writeBytes(JFIF);
        writeQuantization();
        writeFrame();
    }

    /** T.81 B.2.4.1. */
    private void writeQuantization() {
        out.writeShort(0xffdb);
        out.writeShort(2 + steps.length * (1 + QuantizationTables.SIZE));
        for (int table = 0; table < steps.length; table++) {
            byte[] ordered = new byte[QuantizationTables.SIZE];
            for (int i = 0; i < ordered.length; i++) {
                ordered[i] = (byte) steps[table][ZigZag.natural(i)];
            }
            out.writeByte(table);
            out.writeBytes(ordered);
        }
    }

    /** T.81 B.2.2. */
    private void writeFrame() {
        Plane first = components.get(0).plane;
        out.writeShort(0xffc0);
        out.writeShort(8 + 3 * components.size());
        out.writeByte(8);
        out.writeShort(first.height());
        out.writeShort(first.width());
        out.writeByte(components.size());
        for (int i = 0; i < components.size(); i++) {
            int factor = components.get(i).factor;
            out.writeByte(i + 1);
            out.writeByte(factor << 4 | factor);
            out.writeByte(Math.min(1, i));
        }
    }

    private static int ceilDiv(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    /** A plane with the rows of blocks that make a row of MCUs. */
    private static final class Component {
        private final Plane plane;
        private final int factor;
        private final BlockRow[] blockRows;

        private Component(Plane plane, int factor, int mcuColumns, int[] steps) {
            this.plane = plane;
            this.factor = factor;
            this.blockRows = new BlockRow[factor];
            for (int i = 0; i < factor; i++) {
                blockRows[i] = new BlockRow(plane, mcuColumns * factor, steps);
            }
        }

        private void transform(int mcuRow) {
            for (int i = 0; i < factor; i++) {
                blockRows[i].transform(mcuRow * factor + i);
            }
        }

        /** Whether anything of a block is to be seen. */
        private boolean isInside(int blockRow, int column) {
            return blockRow * BLOCK < plane.height() && column * BLOCK < plane.width();
        }
    }
}
