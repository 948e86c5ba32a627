package dev.darkroom.gallery;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The kinds of files of which the resizer makes thumbnails. */
enum PictureType {
    JPEG,
    PNG,
    GIF,
    BMP,
    TIFF,
    WEBP;

    /**
     * @param text a content type, in any case
     * @return the kind that it names
     * @throws InvalidRequestException if it names none; the message lists those that exist
     */
    static PictureType parse(String text) throws InvalidRequestException {
        return Arrays.stream(values())
                .filter(type -> type.contentType().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException("Files of this type cannot be shown. Accepted are "
                        + Arrays.stream(values()).map(PictureType::contentType).collect(Collectors.joining(", "))
                        + "; photos in other formats, such as HEIC, have to be saved as JPEG first."));
    }

    /** @return its content type */
    String contentType() {
        return "image/" + name().toLowerCase(Locale.ROOT);
    }
}
