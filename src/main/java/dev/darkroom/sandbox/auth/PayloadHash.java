package dev.darkroom.sandbox.auth;

/** The hash by which a signature covers a body. */
public final class PayloadHash {
    private PayloadHash() {}

    /** SHA-256 in hex. */
    public static String of(byte[] body) {
        return SigV4.sha256(body);
    }
}
