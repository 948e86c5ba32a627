package dev.darkroom.image.png;

/** The rows of a picture that was resampled. */
final class RenderedRows implements PixelRows {
    private final float[] picture;
    private final int width;
    private final int height;
    private final int channels;
    private final boolean alpha;
    private final boolean complete;
    private final int[] samples;
    private int y = -1;

    RenderedRows(float[] picture, int width, int height, int channels, PngSampler source) {
        this.picture = picture;
        this.width = width;
        this.height = height;
        this.channels = channels;
        this.alpha = source.hasAlpha();
        this.complete = source.isComplete();
        this.samples = new int[width * channels];
    }

    @Override
    public boolean next() {
        y++;
        return y < height;
    }

    @Override
    public boolean isComplete() {
        return complete;
    }

    @Override
    public int y() {
        return y;
    }

    @Override
    public int x() {
        return 0;
    }

    @Override
    public int step() {
        return 1;
    }

    @Override
    public int count() {
        return width;
    }

    @Override
    public int[] samples() {
        int at = y * samples.length;
        for (int i = 0; i < samples.length; i += channels) {
            float factor = alpha ? 255 / Math.max(0.5f, picture[at + i + channels - 1]) : 1;
            for (int channel = 0; channel < channels; channel++) {
                boolean isAlpha = alpha && channel == channels - 1;
                samples[i + channel] = round(picture[at + i + channel] * (isAlpha ? 1 : factor));
            }
        }
        return samples;
    }

    private static int round(float sample) {
        return (int) (Math.max(0, Math.min(255, sample)) + 0.5f);
    }
}
