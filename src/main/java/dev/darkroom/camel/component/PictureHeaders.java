package dev.darkroom.camel.component;

import dev.darkroom.image.PictureInfo;
import java.util.Locale;
import org.apache.camel.Message;

/** Writes what a picture is into headers. */
final class PictureHeaders {

    private PictureHeaders() {}

    static void set(Message message, PictureInfo picture) {
        message.setHeader(ImageHeaders.FORMAT, picture.format().name().toLowerCase(Locale.ROOT));
        message.setHeader(ImageHeaders.WIDTH, picture.width());
        message.setHeader(ImageHeaders.HEIGHT, picture.height());
        message.setHeader(ImageHeaders.FRAMES, picture.frames());
        message.setHeader(ImageHeaders.CONTENT_TYPE, picture.format().contentType());
    }
}
