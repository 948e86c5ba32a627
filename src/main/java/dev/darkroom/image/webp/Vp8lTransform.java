package dev.darkroom.image.webp;

import java.io.IOException;

/** What an encoder did to a lossless picture to make it smaller (RFC 9649, section 3.5), undone row by row. For one thread. */
interface Vp8lTransform {
    /**
     * Undoes the transform of the next row.
     *
     * @param row pixels as ARGB, in place; long enough for the picture, also where fewer are stored
     */
    void invert(int[] row);

    /** Pixels of a row before the transform is undone. */
    int storedWidth();

    /**
     * Reads a transform.
     *
     * @param kind 0 to 3
     * @param width pixels in a row after the transform is undone
     * @param height rows
     */
    static Vp8lTransform read(int kind, Vp8lBits in, int width, int height) throws IOException {
        return switch (kind) {
            case 0 -> PredictorTransform.read(in, width, height);
            case 1 -> ColorTransform.read(in, width, height);
            case 2 -> new SubtractGreenTransform(width);
            default -> ColorIndexTransform.read(in, width);
        };
    }

    /** Red and blue are stored less green (section 3.5.3). */
    record SubtractGreenTransform(int storedWidth) implements Vp8lTransform {
        @Override
        public void invert(int[] row) {
            for (int x = 0; x < storedWidth; x++) {
                int pixel = row[x];
                int green = pixel >> 8 & 0xff;
                int redAndBlue = (pixel & 0xff00ff) + (green << 16 | green) & 0xff00ff;
                row[x] = pixel & 0xff00ff00 | redAndBlue;
            }
        }
    }
}
