package dev.darkroom.image.jpeg;

/** Makes interleaved pixels of a row of components. All values are unsigned bytes. */
interface PixelConverter {
    /**
     * Converts pixels of a row.
     *
     * @param samples a row of each component
     * @param first column of the first pixel
     * @param step columns from one pixel to the next
     * @param count pixels to make
     * @param target takes the pixels, interleaved
     */
    void convert(byte[][] samples, int first, int step, int count, byte[] target);

    /** Components as they are stored. */
    static PixelConverter stored(int components) {
        return (samples, first, step, count, target) -> {
            for (int component = 0; component < components; component++) {
                byte[] row = samples[component];
                for (int i = 0, x = first, out = component; i < count; i++, x += step, out += components) {
                    target[out] = row[x];
                }
            }
        };
    }

    /** Grey as red, green and blue. */
    static PixelConverter greyToRgb() {
        return (samples, first, step, count, target) -> {
            byte[] grey = samples[0];
            for (int i = 0, x = first, out = 0; i < count; i++, x += step, out += 3) {
                target[out] = target[out + 1] = target[out + 2] = grey[x];
            }
        };
    }

    /** Red, green and blue to luma as T.871 defines it. */
    static PixelConverter rgbToGrey() {
        return (samples, first, step, count, target) -> {
            byte[] red = samples[0];
            byte[] green = samples[1];
            byte[] blue = samples[2];
            for (int i = 0, x = first; i < count; i++, x += step) {
                target[i] = (byte) Ycbcr.luma(red[x] & 0xff, green[x] & 0xff, blue[x] & 0xff);
            }
        };
    }

    /** YCbCr to red, green and blue. */
    static PixelConverter ycbcrToRgb() {
        return (samples, first, step, count, target) -> {
            byte[] luma = samples[0];
            byte[] blueness = samples[1];
            byte[] redness = samples[2];
            for (int i = 0, x = first, out = 0; i < count; i++, x += step, out += 3) {
                int y = luma[x] & 0xff;
                int cb = (blueness[x] & 0xff) - 128;
                int cr = (redness[x] & 0xff) - 128;
                target[out] = (byte) Ycbcr.red(y, cr);
                target[out + 1] = (byte) Ycbcr.green(y, cb, cr);
                target[out + 2] = (byte) Ycbcr.blue(y, cb);
            }
        };
    }

    /** Inverted ink to red, green and blue as if inks were ideal: each is what its ink and black leave of white. */
    static PixelConverter cmykToRgb() {
        return (samples, first, step, count, target) -> {
            byte[] black = samples[3];
            for (int component = 0; component < 3; component++) {
                byte[] ink = samples[component];
                for (int i = 0, x = first, out = component; i < count; i++, x += step, out += 3) {
                    target[out] = (byte) ((2 * (ink[x] & 0xff) * (black[x] & 0xff) + 255) / 510);
                }
            }
        };
    }

    /** YCCK to red, green and blue: as YCbCr, where it makes amounts of ink, then as CMYK. */
    static PixelConverter ycckToRgb() {
        PixelConverter amounts = ycbcrToRgb();
        return (samples, first, step, count, target) -> {
            amounts.convert(samples, first, step, count, target);
            byte[] black = samples[3];
            for (int i = 0, x = first, out = 0; i < count; i++, x += step) {
                for (int end = out + 3; out < end; out++) {
                    target[out] = (byte) ((2 * (255 - (target[out] & 0xff)) * (black[x] & 0xff) + 255) / 510);
                }
            }
        };
    }
}
