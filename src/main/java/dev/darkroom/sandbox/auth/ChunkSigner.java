package dev.darkroom.sandbox.auth;

import dev.darkroom.sandbox.http.ServiceException;

/** Checks the signatures of a body's chunks, each of which covers the one before. One per request; not thread-safe. */
public final class ChunkSigner {
    private static final String EMPTY_HASH = SigV4.sha256(new byte[0]);

    private final byte[] signingKey;
    private final String prefix;
    private String previous;

    ChunkSigner(byte[] signingKey, String timestamp, String scope, String seed) {
        this.signingKey = signingKey;
        this.prefix = timestamp + "\n" + scope + "\n";
        this.previous = seed;
    }

    void verifyChunk(String sha256, String signature) {
        verify("AWS4-HMAC-SHA256-PAYLOAD", EMPTY_HASH + "\n" + sha256, signature);
    }

    void verifyTrailer(String sha256, String signature) {
        verify("AWS4-HMAC-SHA256-TRAILER", sha256, signature);
    }

    private void verify(String algorithm, String hashes, String signature) {
        String expected = SigV4.sign(signingKey, algorithm + "\n" + prefix + previous + "\n" + hashes);
        if (!SigV4.matches(expected, signature)) {
            throw new ServiceException(
                    403, "SignatureDoesNotMatch", "The signature of a chunk of the body does not match.");
        }
        previous = expected;
    }
}
