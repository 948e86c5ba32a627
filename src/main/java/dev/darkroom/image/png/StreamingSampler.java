package dev.darkroom.image.png;

import dev.darkroom.image.raster.BoxReducer;
import java.io.IOException;
import java.util.Arrays;

/** Averages rows of boxes as their pixels are decoded. */
final class StreamingSampler extends PngSampler {
    private final PngRows rows;
    private final BoxReducer boxes;
    private boolean complete = true;
    private int taken;

    StreamingSampler(PngDecoder decoder, int factor) {
        super(decoder.header(), factor);
        this.rows = decoder.rows();
        this.boxes = BoxFeeds.of(header, factor);
    }

    @Override
    public void next(float[] row) throws IOException {
        int wanted = Math.min(factor, header.height() - taken);
        int added = 0;
        while (added < wanted && rows.next()) {
            boxes.add(rows.samples(), rows.offset());
            added++;
        }
        complete &= added == wanted;
        taken += wanted;
        if (added == 0) {
            Arrays.fill(row, 0, width() * channels, 0);
        } else {
            boxes.average(row);
        }
    }

    @Override
    public boolean isComplete() {
        return complete;
    }
}
