package dev.darkroom.camel.component;

import dev.darkroom.image.ImageFormat;
import java.util.Optional;

/** The format that fitted pictures get. Named as in URIs. */
public enum OutputFormat {
    /** That of the picture where it can be written well, else JPEG, or PNG for what is transparent. */
    suitable(Optional.empty()),
    /** JPEG; what is transparent becomes white. */
    jpeg(Optional.of(ImageFormat.JPEG)),
    /** PNG. */
    png(Optional.of(ImageFormat.PNG));

    private final Optional<ImageFormat> format;

    OutputFormat(Optional<ImageFormat> format) {
        this.format = format;
    }

    Optional<ImageFormat> format() {
        return format;
    }
}
