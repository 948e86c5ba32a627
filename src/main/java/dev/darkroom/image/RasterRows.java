package dev.darkroom.image;

import java.awt.image.DataBuffer;
import java.awt.image.Raster;

/** The rows of a raster of 8 or 16 bit components in the order of its bands. */
final class RasterRows implements SampleRows {
    private final Raster raster;
    private final SampleLayout layout;
    private final Size size;
    private final float[] scales;
    private final Object elements;
    private final boolean multiplies;
    private int y;

    private RasterRows(Raster raster, SampleLayout layout, float[] scales, boolean multiplies) {
        this.raster = raster;
        this.layout = layout;
        this.size = new Size(raster.getWidth(), raster.getHeight());
        this.scales = scales;
        this.multiplies = multiplies;
        int count = raster.getWidth() * raster.getNumBands();
        this.elements = raster.getTransferType() == DataBuffer.TYPE_BYTE ? new byte[count] : new short[count];
    }

    /** Whether {@link #of} takes such a raster. */
    static boolean handles(Raster raster) {
        int type = raster.getTransferType();
        return type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT;
    }

    /**
     * Samples as stored.
     *
     * @param bits significant bits of each component, which need not be all of its bytes
     */
    static RasterRows of(Raster raster, SampleLayout layout, int[] bits, boolean premultiplied) {
        float[] scales = new float[layout.channels()];
        for (int i = 0; i < scales.length; i++) {
            scales[i] = 255f / ((1 << bits[i]) - 1);
        }
        return new RasterRows(raster, layout, scales, layout.hasAlpha() && !premultiplied);
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
    public void next(float[] row) {
        raster.getDataElements(raster.getMinX(), raster.getMinY() + y++, size.width(), 1, elements);
        int channels = layout.channels();
        int bands = raster.getNumBands();
        for (int channel = 0; channel < channels; channel++) {
            if (elements instanceof byte[] bytes) {
                scale(bytes, bands, channel, row);
            } else {
                scale((short[]) elements, bands, channel, row);
            }
        }
        if (multiplies) {
            multiplyByAlpha(row, channels);
        }
    }

    private void scale(byte[] from, int bands, int channel, float[] row) {
        float scale = scales[channel];
        int channels = layout.channels();
        for (int in = channel, out = channel; out < row.length; in += bands, out += channels) {
            row[out] = (from[in] & 0xff) * scale;
        }
    }

    private void scale(short[] from, int bands, int channel, float[] row) {
        float scale = scales[channel];
        int channels = layout.channels();
        for (int in = channel, out = channel; out < row.length; in += bands, out += channels) {
            row[out] = (from[in] & 0xffff) * scale;
        }
    }

    private static void multiplyByAlpha(float[] row, int channels) {
        for (int i = 0; i < row.length; i += channels) {
            float alpha = row[i + channels - 1] / 255;
            for (int channel = 0; channel < channels - 1; channel++) {
                row[i + channel] *= alpha;
            }
        }
    }
}
