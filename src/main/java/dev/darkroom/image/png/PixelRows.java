package dev.darkroom.image.png;

import dev.darkroom.image.raster.BoxReducer;
import dev.darkroom.image.raster.PlaneResampler;
import java.io.IOException;

/** Rows of pixels as images hold them: whole numbers, alpha not multiplied. For one thread. */
interface PixelRows {
    /** Moves to the next row; false if there is none. */
    boolean next() throws IOException;

    boolean isComplete();

    int y();

    int x();

    /** Columns from a pixel to the next. */
    int step();

    /** Pixels of this row. */
    int count();

    /** The samples, as many a pixel as there are bands. */
    int[] samples();

    /** As stored, with alpha added if one colour is transparent and alpha is wanted. */
    static PixelRows stored(PngDecoder decoder, boolean alpha) {
        PngHeader header = decoder.header();
        PngRows rows = decoder.rows();
        PngUnpacker unpacker = new PngUnpacker(header);
        return new PixelRows() {
            @Override
            public boolean next() throws IOException {
                return rows.next();
            }

            @Override
            public boolean isComplete() {
                return rows.isComplete();
            }

            @Override
            public int y() {
                return rows.y();
            }

            @Override
            public int x() {
                return rows.x();
            }

            @Override
            public int step() {
                return rows.step();
            }

            @Override
            public int count() {
                return rows.count();
            }

            @Override
            public int[] samples() {
                return unpacker.toPixels(rows.samples(), rows.offset(), rows.count(), alpha);
            }
        };
    }

    /**
     * Reduced or enlarged, in 8 bits.
     *
     * @throws IOException if not even the first row can be decoded
     */
    static PixelRows rendered(PngDecoder decoder, int width, int height) throws IOException {
        PngHeader header = decoder.header();
        PngSampler sampler = PngSampler.of(decoder, BoxReducer.factor(header.width(), header.height(), width, height));
        int channels = sampler.channels();
        PlaneResampler resampler = new PlaneResampler(sampler.horizontal(width), sampler.vertical(height), channels);
        float[] row = new float[sampler.width() * channels];
        for (int i = 0; i < sampler.height(); i++) {
            sampler.next(row);
            resampler.accept(row, 0);
        }
        return new RenderedRows(resampler.result(), width, height, channels, sampler);
    }
}
