package dev.darkroom.image.jpeg;

import java.awt.image.Raster;

/** Reduces with Lanczos2 in the plainest way there is, in double precision. */
final class FloatReference {
    private FloatReference() {}

    /** How near a reduced picture is to what plain arithmetic makes of the full one, over all samples, in dB. */
    static double psnr(Raster reduced, Raster full) {
        double[][] across = weights(full.getWidth(), reduced.getWidth());
        double[][] down = weights(full.getHeight(), reduced.getHeight());
        double error = 0;
        for (int band = 0; band < full.getNumBands(); band++) {
            double[][] narrow = new double[full.getHeight()][reduced.getWidth()];
            for (int y = 0; y < full.getHeight(); y++) {
                double[] row = full.getSamples(0, y, full.getWidth(), 1, band, (double[]) null);
                for (int x = 0; x < reduced.getWidth(); x++) {
                    for (int i = 0; i < row.length; i++) {
                        narrow[y][x] += across[x][i] * row[i];
                    }
                }
            }
            for (int y = 0; y < reduced.getHeight(); y++) {
                for (int x = 0; x < reduced.getWidth(); x++) {
                    double sum = 0;
                    for (int i = 0; i < narrow.length; i++) {
                        sum += down[y][i] * narrow[i][x];
                    }
                    double expected = Math.max(0, Math.min(255, sum));
                    error += Math.pow(expected - reduced.getSample(x, y, band), 2);
                }
            }
        }
        int samples = reduced.getWidth() * reduced.getHeight() * full.getNumBands();
        return 10 * Math.log10(255 * 255 / (error / samples));
    }

    /** What each source sample adds to each target sample; the identity when nothing changes. */
    private static double[][] weights(int source, int target) {
        double[][] weights = new double[target][source];
        double step = (double) source / target;
        for (int to = 0; to < target; to++) {
            double sum = 0;
            for (int from = 0; from < source; from++) {
                double distance = (from + 0.5 - (to + 0.5) * step) / step;
                weights[to][from] = Math.abs(distance) < 2 ? sinc(distance) * sinc(distance / 2) : 0;
                sum += weights[to][from];
            }
            for (int from = 0; from < source; from++) {
                weights[to][from] /= sum;
            }
        }
        return weights;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }
}
