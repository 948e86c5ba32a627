package dev.darkroom.tracing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What stands in a trace for the key of an upload: who knows the key finds the trace, and who sees the trace does not learn the key. */
final class KeyHash {

    private static final int BYTES = 8;

    private KeyHash() {}

    /** @return the first 16 hexadecimal digits of the key's SHA-256 */
    static String of(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
