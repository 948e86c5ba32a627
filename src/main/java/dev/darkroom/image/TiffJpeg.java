package dev.darkroom.image;

import dev.darkroom.image.codec.Bytes;
import dev.darkroom.image.codec.LimitExceededException;
import dev.darkroom.image.codec.UnsupportedImageException;
import java.io.IOException;
import java.nio.ByteOrder;

/**
 * Looks at the JPEG data within a TIFF before a decoder does, which believes what they say of themselves: a strip of ten
 * rows may hold a picture of 65535 x 65535. Progressive data and separate scans make the decoder hold all coefficients
 * at once, outside of the Java heap.
 */
final class TiffJpeg {
    private static final int MAX_SEGMENTS = 64;
    private static final int START = 0xffd8;
    private static final int FILL = 0xff;
    private static final int FIRST_MARKER = 0xc0;
    private static final int START_OF_SCAN = 0xda;
    private static final int MAX_SEPARATE_PIXELS = 1 << 22;
    private static final int SLACK = 64;

    private TiffJpeg() {}

    /**
     * Checks the data of a strip or tile, as far as they are JPEG data; others are left to the decoder.
     *
     * @param unit what the TIFF says of its size
     * @throws IOException if decoding could take more than the size of the unit lets expect
     */
    static void check(Bytes file, long start, Size unit) throws IOException {
        Bytes jpeg = file.in(ByteOrder.BIG_ENDIAN);
        if (!jpeg.has(start, 2) || jpeg.u16(start) != START) {
            return;
        }
        long at = start + 2;
        Frame frame = new Frame(0, 0);
        for (int segments = 0; jpeg.has(at, 4); segments++) {
            int marker = jpeg.u8(at + 1);
            if (segments == MAX_SEGMENTS || jpeg.u8(at) != 0xff || marker < FIRST_MARKER || isBare(marker)) {
                throw new IOException("no JPEG frame within " + segments + " segments");
            }
            if (marker == FILL) {
                at++;
                continue;
            }
            if (marker == START_OF_SCAN) {
                checkScan(jpeg.u8(at + 4), frame);
                return;
            }
            if (isFrame(marker)) {
                frame = frame(jpeg, at, unit);
            }
            at += 2 + jpeg.u16(at + 2);
        }
    }

    /** Markers without a length, which have no place in front of a frame. */
    private static boolean isBare(int marker) {
        return marker >= 0xd0 && marker <= 0xd9;
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static Frame frame(Bytes jpeg, long at, Size unit) throws IOException {
        int process = jpeg.u8(at + 1) - 0xc0;
        if (process > 1) {
            throw new UnsupportedImageException("A TIFF with JPEG data of process " + process + " cannot be read.");
        }
        int height = jpeg.u16(at + 5);
        int width = jpeg.u16(at + 7);
        if (width > unit.width() + SLACK || height > unit.height() + SLACK) {
            throw new LimitExceededException("The TIFF has pieces of " + unit.width() + " x " + unit.height()
                    + " pixels, but the JPEG data within are " + width + " x " + height + ".");
        }
        return new Frame(jpeg.u8(at + 9), (long) width * height);
    }

    private static void checkScan(int components, Frame frame) throws UnsupportedImageException {
        if (components < frame.components && frame.pixels > MAX_SEPARATE_PIXELS) {
            throw new UnsupportedImageException("A large TIFF with JPEG data of separate scans cannot be read.");
        }
    }

    private record Frame(int components, long pixels) {}
}
