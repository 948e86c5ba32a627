package dev.darkroom.image;

import dev.darkroom.image.png.PngSampler;
import dev.darkroom.image.raster.Axis;
import java.io.IOException;
import java.util.function.Consumer;

/** The rows of a PNG, and a note if they are not all there. */
final class PngSampleRows implements SampleRows {
    private final PngSampler sampler;
    private final Consumer<Note> notes;

    PngSampleRows(PngSampler sampler, Consumer<Note> notes) {
        this.sampler = sampler;
        this.notes = notes;
    }

    @Override
    public Size size() {
        return new Size(sampler.width(), sampler.height());
    }

    @Override
    public SampleLayout layout() {
        return switch (sampler.channels()) {
            case 1 -> SampleLayout.GREY;
            case 2 -> SampleLayout.GREY_ALPHA;
            case 3 -> SampleLayout.RGB;
            default -> SampleLayout.RGB_ALPHA;
        };
    }

    @Override
    public Axis horizontal(int target) {
        return sampler.horizontal(target);
    }

    @Override
    public Axis vertical(int target) {
        return sampler.vertical(target);
    }

    @Override
    public void next(float[] row) throws IOException {
        sampler.next(row);
        if (!sampler.isComplete()) {
            notes.accept(Note.TRUNCATED);
        }
    }
}
