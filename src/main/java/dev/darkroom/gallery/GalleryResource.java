package dev.darkroom.gallery;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The files that come with the gallery, and what tells their versions apart. */
final class GalleryResource {

    private GalleryResource() {}

    /**
     * @param name name of a file that is known to be there
     * @return its bytes
     */
    static byte[] read(String name) {
        try (InputStream stream = GalleryResource.class.getResourceAsStream("/gallery/" + name)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + name, e);
        }
    }

    /** @return an empty SHA-256 digest */
    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
