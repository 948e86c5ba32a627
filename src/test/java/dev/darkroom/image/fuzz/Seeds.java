package dev.darkroom.image.fuzz;

import dev.darkroom.image.ImageFormat;
import java.util.List;

/** Sound files to damage: small ones of every class of each format. */
final class Seeds {
    private static final List<String> WEBP = List.of(
            "webp-lossy.webp",
            "webp-lossy-alpha.webp",
            "webp-lossless-gradient.webp",
            "webp-lossless-flat.webp",
            "webp-animated.webp",
            "fuzz/webp-lossy-noise.webp",
            "fuzz/webp-lossy-simple-filter.webp",
            "fuzz/webp-lossless-noise.webp",
            "fuzz/webp-lossless-palette.webp",
            "fuzz/webp-alpha-raw.webp");

    private Seeds() {}

    static List<byte[]> of(ImageFormat format) {
        return switch (format) {
            case JPEG -> JpegSeeds.all();
            case PNG -> PngFiles.all();
            case GIF -> GifSeeds.all();
            case BMP -> BmpSeeds.all();
            case TIFF -> TiffSeeds.all();
            case WEBP -> WEBP.stream().map(Writers::resource).toList();
        };
    }
}
