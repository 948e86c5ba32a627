package dev.darkroom.image;

import java.io.IOException;

/** Which reader reads which format. */
final class PictureFormats {
    private PictureFormats() {}

    /**
     * Reads the header of a file.
     *
     * @throws ImageException if the picture is beyond the limits or of a kind that cannot be read
     * @throws IOException if the file is damaged
     */
    static PictureReader open(ImageFormat format, byte[] image, Limits limits) throws ImageException, IOException {
        return switch (format) {
            case JPEG -> JpegReader.open(image, limits);
            case PNG -> PngReader.open(image, limits);
            case GIF -> GifReader.open(image, limits);
            case BMP -> BmpReader.open(image, limits);
            case TIFF -> TiffReader.open(image, limits);
            case WEBP -> WebpReader.open(image, limits);
        };
    }
}
