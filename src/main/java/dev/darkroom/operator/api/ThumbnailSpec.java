package dev.darkroom.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/**
 * What thumbnails are like.
 *
 * @param width width of the box into which pictures are fitted, in pixels
 * @param height height of the box, in pixels
 * @param enlarge whether smaller pictures are enlarged to fill the box
 * @param maxPixels largest picture: declared width x height x frames
 */
public record ThumbnailSpec(
        @Default("" + ThumbnailSpec.SIDE)
                @Min(1)
                @Max(4096)
                @JsonPropertyDescription("Width of the box into which pictures are fitted, in pixels")
                Integer width,
        @Default("" + ThumbnailSpec.SIDE)
                @Min(1)
                @Max(4096)
                @JsonPropertyDescription("Height of the box into which pictures are fitted, in pixels")
                Integer height,
        @Default("true") @JsonPropertyDescription("Whether smaller pictures are enlarged to fill the box")
                Boolean enlarge,
        @Default("" + ThumbnailSpec.MAX_PIXELS)
                @Min(1)
                @JsonPropertyDescription(
                        "Largest picture that is accepted: declared width x height x frames. More takes more memory")
                Long maxPixels) {

    static final int SIDE = 400;
    static final long MAX_PIXELS = 100_000_000;

    /** Puts in the defaults. */
    public ThumbnailSpec {
        width = Defaults.of(width, () -> SIDE);
        height = Defaults.of(height, () -> SIDE);
        enlarge = Defaults.of(enlarge, () -> true);
        maxPixels = Defaults.of(maxPixels, () -> MAX_PIXELS);
    }

    static ThumbnailSpec defaults() {
        return new ThumbnailSpec(null, null, null, null);
    }
}
