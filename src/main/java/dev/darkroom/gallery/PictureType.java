package dev.darkroom.gallery;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The kinds of files of which the resizer makes thumbnails. */
enum PictureType {
    JPEG("JPEG"),
    PNG("PNG"),
    GIF("GIF"),
    WEBP("WebP"),
    BMP("BMP"),
    TIFF("TIFF");

    private final String title;

    PictureType(String title) {
        this.title = title;
    }

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

    /** @return all content types as the attribute {@code accept} of a file field lists them */
    static String accept() {
        return Arrays.stream(values()).map(PictureType::contentType).collect(Collectors.joining(","));
    }

    /** @return all names as people know them, in a sentence */
    static String inWords() {
        String names = Arrays.stream(values()).map(type -> type.title).collect(Collectors.joining(", "));
        int last = names.lastIndexOf(", ");
        return names.substring(0, last) + " or" + names.substring(last + 1);
    }
}
