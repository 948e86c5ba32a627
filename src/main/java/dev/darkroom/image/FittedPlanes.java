package dev.darkroom.image;

import dev.darkroom.image.color.ColorTransform;
import dev.darkroom.image.jpeg.JpegColor;
import dev.darkroom.image.raster.Plane;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A fitted picture as separate components.
 *
 * @param components shared, not copied; all of the same size, or Cb and Cr half as large each way, but only if these are the
 *     components of {@link #planes}
 * @param color what the components mean
 * @param transform of their colours, if they are not sRGB's
 */
record FittedPlanes(List<Plane> components, JpegColor color, Optional<ColorTransform> transform) implements Fitted {
    @Override
    public FinishedPicture toSrgb(Optional<byte[]> profile, Consumer<Note> notes) {
        return ColorConversion.toSrgb(components, color, transform);
    }

    @Override
    public Optional<List<Plane>> planes() {
        boolean asStored = transform.isEmpty() && (color == JpegColor.GREY || color == JpegColor.YCBCR);
        return asStored ? Optional.of(components) : Optional.empty();
    }
}
