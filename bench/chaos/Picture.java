package dev.darkroom.bench.chaos;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A file to upload.
 *
 * @param serial the number that it shows
 * @param width width in pixels
 * @param height height in pixels
 * @param bytes the file
 * @param rejection the code with which it has to be rejected; empty for a good picture
 */
record Picture(int serial, int width, int height, byte[] bytes, Optional<String> rejection) {

    /** Its ETag once it is uploaded. */
    String md5() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
