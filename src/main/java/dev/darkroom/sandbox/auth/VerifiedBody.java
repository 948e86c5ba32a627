package dev.darkroom.sandbox.auth;

import dev.darkroom.sandbox.http.Request;
import dev.darkroom.sandbox.http.ServiceException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * The content of a request, unpacked from {@code aws-chunked}. Reading its end verifies everything that the request
 * said about it (length, hashes, checksums) and throws a {@link ServiceException} where it differs, so callers keep
 * what they read only after a normal end.
 */
public final class VerifiedBody extends DigestingInputStream {
    private final Request request;
    private final Caller caller;
    private final Optional<AwsChunkedInputStream> chunked;
    private final Optional<MessageDigest> sha256;
    private final long expectedLength;

    private VerifiedBody(Request request, Caller caller, InputStream in, Optional<AwsChunkedInputStream> chunked) {
        super(chunked.<InputStream>map(c -> c).orElse(in), announcedBy(request));
        this.request = request;
        this.caller = caller;
        this.chunked = chunked;
        this.sha256 = isHash(caller.payloadHash()) ? Optional.of(SigV4.digest("SHA-256")) : Optional.empty();
        this.expectedLength = request.header(chunked.isPresent() ? "x-amz-decoded-content-length" : "content-length")
                .map(VerifiedBody::parseLength)
                .orElse(-1L);
    }

    /** Prepares to read a request's body as its caller sealed it. */
    public static VerifiedBody of(Request request, Caller caller) {
        String seal = caller.payloadHash();
        InputStream in = request.body();
        return switch (seal) {
            case "STREAMING-UNSIGNED-PAYLOAD-TRAILER" -> chunked(request, caller, Optional.empty());
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" ->
                chunked(request, caller, caller.chunkSigner());
            default -> {
                if (seal.startsWith("STREAMING-")) {
                    throw ServiceException.notImplemented("bodies sealed by " + seal);
                }
                if (!seal.equals(Caller.UNSIGNED_PAYLOAD) && !isHash(seal)) {
                    throw new ServiceException(
                            400,
                            "InvalidArgument",
                            "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, a STREAMING- word or a valid sha256 value.");
                }
                yield new VerifiedBody(request, caller, in, Optional.empty());
            }
        };
    }

    /** Reads a whole small document. */
    public String text(int mostBytes) throws IOException {
        byte[] bytes = readNBytes(mostBytes);
        if (read() >= 0) {
            throw new ServiceException(400, "MaxMessageLengthExceeded", "Your request was too big.");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    void consumed(byte[] buffer, int offset, int count) {
        sha256.ifPresent(d -> d.update(buffer, offset, count));
    }

    @Override
    void ended() {
        if (expectedLength >= 0 && expectedLength != length()) {
            throw new ServiceException(
                    400,
                    "IncompleteBody",
                    "You did not provide the number of bytes specified by the Content-Length HTTP header");
        }
        if (sha256.isPresent()
                && !HexFormat.of().formatHex(sha256.get().digest()).equals(caller.payloadHash())) {
            throw new ServiceException(
                    400,
                    "XAmzContentSHA256Mismatch",
                    "The provided 'x-amz-content-sha256' header does not match what was computed.");
        }
        request.header("content-md5").ifPresent(this::verifyContentMd5);
        checksums().forEach(this::verifyChecksum);
    }

    private void verifyContentMd5(String given) {
        if (!given.equals(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(md5())))) {
            boolean wellFormed = given.matches("[A-Za-z0-9+/]{22}==");
            throw wellFormed
                    ? badDigest("The Content-MD5 you specified did not match what we received.")
                    : new ServiceException(400, "InvalidDigest", "The Content-MD5 you specified was invalid.");
        }
    }

    private void verifyChecksum(String header, String computed) {
        String given = chunked.map(c -> c.trailers().get(header))
                .or(() -> request.header(header))
                .orElseThrow(() ->
                        new ServiceException(400, "MalformedTrailerError", "The trailer " + header + " is missing."));
        if (!computed.equals(given)) {
            throw badDigest("The " + header + " you specified did not match the calculated checksum.");
        }
    }

    private static Set<ChecksumAlgorithm> announcedBy(Request request) {
        String trailers = "," + request.header("x-amz-trailer").orElse("").replace(" ", "") + ",";
        Set<ChecksumAlgorithm> announced = EnumSet.noneOf(ChecksumAlgorithm.class);
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            if (request.headers().containsKey(algorithm.header())
                    || trailers.contains("," + algorithm.header() + ",")) {
                announced.add(algorithm);
            }
        }
        return announced;
    }

    private static VerifiedBody chunked(Request request, Caller caller, Optional<ChunkSigner> signer) {
        AwsChunkedInputStream unpacked = new AwsChunkedInputStream(
                new BufferedInputStream(request.body(), 64 * 1024),
                signer,
                caller.payloadHash().endsWith("-TRAILER"));
        return new VerifiedBody(request, caller, unpacked, Optional.of(unpacked));
    }

    private static boolean isHash(String seal) {
        return seal.matches("[0-9a-f]{64}");
    }

    private static long parseLength(String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new ServiceException(400, "InvalidArgument", "Not a length: " + value);
        }
    }

    private static ServiceException badDigest(String message) {
        return new ServiceException(400, "BadDigest", message);
    }
}
