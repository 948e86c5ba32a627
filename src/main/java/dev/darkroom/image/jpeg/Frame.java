package dev.darkroom.image.jpeg;

import dev.darkroom.image.codec.Bytes;
import dev.darkroom.image.codec.UnsupportedImageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The frame header (ITU-T T.81, B.2.2), and the geometry that follows from it (A.1 and A.2).
 *
 * @param width pixels in a row
 * @param height rows
 * @param progressive whether it is progressive (SOF2) and not sequential (SOF0, SOF1)
 * @param components in the order of the header
 * @param maxHorizontal largest horizontal sampling factor
 * @param maxVertical largest vertical sampling factor
 */
record Frame(
        int width, int height, boolean progressive, List<Component> components, int maxHorizontal, int maxVertical) {
    private static final int PROGRESSIVE = 0xc2;

    /**
     * Reads a frame header.
     *
     * @param marker second byte of its marker
     * @throws UnsupportedImageException if it tells of a kind that cannot be read
     * @throws IOException if it makes no sense
     */
    static Frame parse(int marker, Bytes body) throws IOException {
        if (marker > PROGRESSIVE || body.u8(0) != 8) {
            throw new UnsupportedImageException("This kind of JPEG (" + processName(marker) + ", " + body.u8(0)
                    + " bits a sample) cannot be read; only baseline and progressive ones of 8 bits can.");
        }
        int height = body.u16(1);
        int width = body.u16(3);
        int count = body.u8(5);
        if (height == 0 && width > 0) {
            throw new UnsupportedImageException("A JPEG that tells its height only at its end cannot be read.");
        }
        if (width == 0 || count == 0) {
            throw new IOException("frame of " + width + " x " + height + " pixels, " + count + " components");
        }
        if (count != 1 && count != 3 && count != 4) {
            throw new UnsupportedImageException("A JPEG of " + count + " components cannot be read.");
        }
        List<Factors> factors = factors(body, count);
        if (count == 1) {
            // A.2.2: the factors of a single component change nothing.
            factors = List.of(factors.get(0).alone());
        }
        return of(width, height, marker == PROGRESSIVE, factors);
    }

    private static List<Factors> factors(Bytes body, int count) throws IOException {
        List<Factors> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int sampling = body.u8(7 + 3L * i);
            Factors factors = new Factors(body.u8(6 + 3L * i), sampling >> 4, sampling & 15, body.u8(8 + 3L * i));
            if (factors.horizontal < 1 || factors.horizontal > 4 || factors.vertical < 1 || factors.vertical > 4) {
                throw new IOException("sampling factors " + factors.horizontal + " x " + factors.vertical);
            }
            all.add(factors);
        }
        return all;
    }

    private static Frame of(int width, int height, boolean progressive, List<Factors> factors) {
        int maxHorizontal = factors.stream().mapToInt(Factors::horizontal).max().orElseThrow();
        int maxVertical = factors.stream().mapToInt(Factors::vertical).max().orElseThrow();
        int columns = ceil(width, 8 * maxHorizontal);
        int rows = ceil(height, 8 * maxVertical);
        List<Component> components = new ArrayList<>();
        for (Factors f : factors) {
            components.add(new Component(
                    components.size(),
                    f,
                    ceil(ceil(width * f.horizontal, maxHorizontal), 8),
                    ceil(ceil(height * f.vertical, maxVertical), 8),
                    columns * f.horizontal,
                    rows * f.vertical));
        }
        return new Frame(width, height, progressive, List.copyOf(components), maxHorizontal, maxVertical);
    }

    /** MCUs of an interleaved scan side by side. */
    int mcuColumns() {
        return ceil(width, 8 * maxHorizontal);
    }

    /** MCUs of an interleaved scan below each other. */
    int mcuRows() {
        return ceil(height, 8 * maxVertical);
    }

    /** Samples in a row of a component at so many eighths of its size. */
    int width(Component component, int scale) {
        return ceil(width * component.factors.horizontal * scale, 8 * maxHorizontal);
    }

    /** Rows of a component at so many eighths of its size. */
    int height(Component component, int scale) {
        return ceil(height * component.factors.vertical * scale, 8 * maxVertical);
    }

    private static int ceil(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    private static String processName(int marker) {
        return switch (marker) {
            case 0xc0, 0xc1 -> "sequential";
            case PROGRESSIVE -> "progressive";
            case 0xc3, 0xc7, 0xcb, 0xcf -> "lossless";
            case 0xc9, 0xca, 0xcd, 0xce -> "arithmetic coding";
            default -> "hierarchical";
        };
    }

    /** What the header tells of a component: its number, sampling factors, and the number of its quantisation table. */
    record Factors(int id, int horizontal, int vertical, int quantisation) {
        private Factors alone() {
            return new Factors(id, 1, 1, quantisation);
        }
    }

    /**
     * A component and the blocks that it has.
     *
     * @param index its place in the frame
     * @param blockColumns blocks side by side that show something: what a scan of this component alone has
     * @param blockRows blocks below each other that show something
     * @param paddedColumns blocks side by side in whole MCUs
     * @param paddedRows blocks below each other in whole MCUs
     */
    record Component(int index, Factors factors, int blockColumns, int blockRows, int paddedColumns, int paddedRows) {}
}
