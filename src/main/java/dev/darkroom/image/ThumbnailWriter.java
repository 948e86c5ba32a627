package dev.darkroom.image;

import dev.darkroom.image.jpeg.JpegEncoder;
import dev.darkroom.image.jpeg.YcbcrPlanes;
import dev.darkroom.image.png.PngEncoder;
import dev.darkroom.image.raster.Plane;
import java.util.List;

/** Encodes finished pictures, without metadata. Thread-safe. */
final class ThumbnailWriter {
    private ThumbnailWriter() {}

    /** Baseline JPEG. The picture must be opaque. */
    static byte[] jpeg(FinishedPicture picture, int quality) {
        return jpeg(YcbcrPlanes.ofRgb(picture.size().width(), picture.size().height(), picture.rgb()), quality);
    }

    /**
     * Baseline JPEG.
     *
     * @param planes one of brightness, or Y, Cb and Cr; colour at full size is reduced if nobody would see it
     */
    static byte[] jpeg(List<Plane> planes, int quality) {
        return JpegEncoder.encode(YcbcrPlanes.reduced(planes), quality);
    }

    /** PNG, not interlaced, of the channels that the picture needs. */
    static byte[] png(FinishedPicture picture) {
        return PngEncoder.encode(
                picture.size().width(), picture.size().height(), picture.channels(), picture.interleaved());
    }
}
