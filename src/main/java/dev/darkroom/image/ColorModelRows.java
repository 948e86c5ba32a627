package dev.darkroom.image;

import dev.darkroom.image.codec.UnsupportedImageException;
import java.awt.image.BufferedImage;

/** The rows of any image as its colour model turns them into 8 bit sRGB. */
final class ColorModelRows implements SampleRows {
    private final BufferedImage image;
    private final Size size;
    private final SampleLayout layout;
    private final int[] argb;
    private int y;

    ColorModelRows(BufferedImage image) {
        this.image = image;
        this.size = new Size(image.getWidth(), image.getHeight());
        this.layout = image.getColorModel().hasAlpha() ? SampleLayout.RGB_ALPHA : SampleLayout.RGB;
        this.argb = new int[image.getWidth()];
    }

    @Override
    public Size size() {
        return size;
    }

    @Override
    public SampleLayout layout() {
        return layout;
    }

    @Override
    public void next(float[] row) throws UnsupportedImageException {
        convert(y++);
        if (layout.hasAlpha()) {
            ArgbRows.premultiply(argb, 0, row);
        } else {
            spread(row);
        }
    }

    /** Colour models throw unchecked exceptions at kinds of samples that they were not made for, though a plug-in chose them. */
    private void convert(int line) throws UnsupportedImageException {
        try {
            image.getRGB(0, line, argb.length, 1, argb, 0, argb.length);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException | UnsupportedOperationException unknown) {
            throw new UnsupportedImageException("A picture with samples of this kind cannot be read.");
        }
    }

    private void spread(float[] row) {
        int out = 0;
        for (int pixel : argb) {
            row[out++] = pixel >> 16 & 0xff;
            row[out++] = pixel >> 8 & 0xff;
            row[out++] = pixel & 0xff;
        }
    }
}
