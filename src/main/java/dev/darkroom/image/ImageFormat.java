package dev.darkroom.image;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/** A file format for pictures, told by its first bytes and never by a name. */
public enum ImageFormat {
    /** JPEG (ITU-T T.81). */
    JPEG("image/jpeg", "jpg"),
    /** Portable Network Graphics. */
    PNG("image/png", "png"),
    /** Graphics Interchange Format, still or animated. */
    GIF("image/gif", "gif"),
    /** Windows bitmap. */
    BMP("image/bmp", "bmp"),
    /** TIFF 6.0 and BigTIFF. */
    TIFF("image/tiff", "tif"),
    /** WebP, lossy or lossless. */
    WEBP("image/webp", "webp");

    private final String contentType;
    private final String extension;

    ImageFormat(String contentType, String extension) {
        this.contentType = contentType;
        this.extension = extension;
    }

    /** The registered media type. */
    public String contentType() {
        return contentType;
    }

    /** The usual file name extension, without a dot. */
    public String extension() {
        return extension;
    }

    /**
     * Tells a format by its first bytes.
     *
     * @param content a file, or at least its first 18 bytes
     * @return the format; empty if it is none of these
     */
    public static Optional<ImageFormat> detect(byte[] content) {
        Objects.requireNonNull(content, "content");
        if (startsWith(content, 0, "\u00ff\u00d8\u00ff")) {
            return Optional.of(JPEG);
        }
        if (startsWith(content, 0, "\u0089PNG\r\n\u001a\n")) {
            return Optional.of(PNG);
        }
        if (startsWith(content, 0, "GIF87a") || startsWith(content, 0, "GIF89a")) {
            return Optional.of(GIF);
        }
        if (startsWith(content, 0, "RIFF") && startsWith(content, 8, "WEBP")) {
            return Optional.of(WEBP);
        }
        if (isTiff(content)) {
            return Optional.of(TIFF);
        }
        return isBmp(content) ? Optional.of(BMP) : Optional.empty();
    }

    private static boolean isTiff(byte[] content) {
        return startsWith(content, 0, "II*\0")
                || startsWith(content, 0, "MM\0*")
                || startsWith(content, 0, "II+\0\u0008\0\0\0")
                || startsWith(content, 0, "MM\0+\0\u0008\0\0");
    }

    /** "BM" alone starts many a text, so the size of the header that follows must be one that exists. */
    private static boolean isBmp(byte[] content) {
        if (!startsWith(content, 0, "BM") || content.length < 18) {
            return false;
        }
        return switch (content[14] & 0xff) {
            case 12, 16, 40, 52, 56, 64, 108, 124 -> content[15] == 0 && content[16] == 0 && content[17] == 0;
            default -> false;
        };
    }

    private static boolean startsWith(byte[] content, int offset, String magic) {
        byte[] expected = magic.getBytes(StandardCharsets.ISO_8859_1);
        if (content.length < offset + expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (content[offset + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
