package dev.darkroom.sandbox.auth;

import java.util.Optional;

/**
 * Who sent a request, and how its body is sealed.
 *
 * @param identity what the signature proved
 * @param region region of the signature's scope
 * @param payloadHash value of {@code x-amz-content-sha256}: a hash, or a word such as {@code UNSIGNED-PAYLOAD}
 * @param chunkSigner signs the chunks of a body that is signed piece by piece
 */
public record Caller(Identity identity, String region, String payloadHash, Optional<ChunkSigner> chunkSigner) {
    /** The word for a body that the signature does not cover. */
    public static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

    private static final String DEFAULT_REGION = "us-east-1";

    /** What a request's signature says about its sender. */
    public enum Identity {
        /** Signed with the sandbox's credentials. */
        OWNER,
        /** Not signed at all. */
        ANONYMOUS
    }

    /** Someone who did not sign. */
    public static Caller anonymous(String payloadHash) {
        return new Caller(Identity.ANONYMOUS, DEFAULT_REGION, payloadHash, Optional.empty());
    }

    /** The owner, whose signature does not cover the body. */
    public static Caller owner(String region) {
        return new Caller(Identity.OWNER, region, UNSIGNED_PAYLOAD, Optional.empty());
    }

    /** Whether the owner's signature was proven. */
    public boolean isOwner() {
        return identity == Identity.OWNER;
    }
}
