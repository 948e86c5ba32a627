package dev.darkroom.image.jpeg;

import dev.darkroom.image.raster.Plane;
import java.util.List;

/** Makes the planes that a JPEG holds. Thread-safe. */
public final class YcbcrPlanes {
    /** No colour differs from grey by more than what rounding does. */
    private static final float NO_COLOR = 0.5f;

    /**
     * The mean over all pixels of the squared distance between their colour and that of their square of four pixels, beyond
     * which the squares' colour does not do. Halving then adds an error of about this size, in squared levels, to RGB, twice
     * what quality 85 costs otherwise (39 dB, 8 squared levels). Of 59 wallpapers at 400 pixels 12 were beyond it, of 55
     * diagrams and screenshots 23. With colour halved one in a hundred pixels of these was off by 24 units of CIE 1976
     * colour difference or more, at full size by 13, for 31 % more bytes; and with the quality lowered until the bytes were
     * as few, the picture was still nearer to the original, by 1.9 dB of RGB. Of the others, it was 10 and 6.
     */
    private static final double MAX_LOST_DETAIL = 16;

    private YcbcrPlanes() {}

    /**
     * Converts a picture (ITU-T T.871).
     *
     * @param width pixels in a row
     * @param height rows
     * @param rgb red, green and blue of each pixel, row by row
     * @return Y, Cb and Cr, all at full size
     * @throws IllegalArgumentException if there are not three samples for every pixel
     */
    public static List<Plane> ofRgb(int width, int height, byte[] rgb) {
        if (rgb.length != 3L * width * height) {
            throw new IllegalArgumentException(width + "x" + height + " is not " + rgb.length + " samples");
        }
        float[] ys = new float[rgb.length / 3];
        float[] cbs = new float[ys.length];
        float[] crs = new float[ys.length];
        for (int pixel = 0, i = 0; pixel < ys.length; pixel++, i += 3) {
            float red = rgb[i] & 0xff;
            float green = rgb[i + 1] & 0xff;
            float blue = rgb[i + 2] & 0xff;
            float y = 0.299f * red + 0.587f * green + 0.114f * blue;
            ys[pixel] = y;
            cbs[pixel] = (blue - y) * (1 / 1.772f) + 128;
            crs[pixel] = (red - y) * (1 / 1.402f) + 128;
        }
        return List.of(new Plane(width, height, ys), new Plane(width, height, cbs), new Plane(width, height, crs));
    }

    /**
     * What the eye needs of a picture: brightness alone if nothing is coloured; else colour at half size, as the mean of
     * four pixels each, unless that loses detail one would miss, such as coloured lines and lettering.
     *
     * @param planes one of brightness, or Y, Cb and Cr; colour that has half of the size already stays so
     * @return the planes to encode
     */
    public static List<Plane> reduced(List<Plane> planes) {
        if (planes.size() == 1) {
            return planes;
        }
        Plane y = planes.get(0);
        Plane cb = planes.get(1);
        Plane cr = planes.get(2);
        if (isGrey(cb) && isGrey(cr)) {
            return List.of(y);
        }
        if (cb.width() != y.width() || cb.height() != y.height()) {
            return planes;
        }
        Halved halfCb = Halved.of(cb);
        Halved halfCr = Halved.of(cr);
        boolean keeps = halfCb.lost + halfCr.lost <= MAX_LOST_DETAIL * y.samples().length;
        return keeps ? List.of(y, halfCb.plane, halfCr.plane) : planes;
    }

    private static boolean isGrey(Plane plane) {
        for (float sample : plane.samples()) {
            if (Math.abs(sample - 128) > NO_COLOR) {
                return false;
            }
        }
        return true;
    }

    /**
     * A plane at half size.
     *
     * @param lost sum of the squared differences of the samples from those that stand for them
     */
    private record Halved(Plane plane, double lost) {
        static Halved of(Plane full) {
            int width = (full.width() + 1) / 2;
            int height = (full.height() + 1) / 2;
            float[] means = new float[width * height];
            double lost = 0;
            for (int y = 0; y < height; y++) {
                int upper = 2 * y * full.width();
                int lower = Math.min(2 * y + 1, full.height() - 1) * full.width();
                lost += halve(full, upper, lower, means, y * width);
            }
            return new Halved(new Plane(width, height, means), lost);
        }

        /** Halves two rows, of which the lower may be the upper itself; so may the last column be its own neighbour. */
        private static double halve(Plane full, int upper, int lower, float[] means, int out) {
            float[] samples = full.samples();
            int last = full.width() - 1;
            float lost = 0;
            for (int x = 0; x <= last; x += 2) {
                int next = Math.min(x + 1, last);
                float a = samples[upper + x];
                float b = samples[upper + next];
                float c = samples[lower + x];
                float d = samples[lower + next];
                float mean = (a + b + c + d) * 0.25f;
                lost += square(a - mean) + square(b - mean) + square(c - mean) + square(d - mean);
                means[out + (x >> 1)] = mean;
            }
            return lost;
        }

        private static float square(float x) {
            return x * x;
        }
    }
}
