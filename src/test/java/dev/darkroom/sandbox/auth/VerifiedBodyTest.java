package dev.darkroom.sandbox.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.sandbox.http.Request;
import dev.darkroom.sandbox.http.ServiceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerifiedBodyTest {
    private static final String CRC32 = "x-amz-checksum-crc32";
    private static final String SEED = "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9";

    @Test
    void shouldUnpackChunksAndVerifyTheirTrailer() throws IOException {
        VerifiedBody body = unsigned("5\r\n12345\r\n4\r\n6789\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n", CRC32);

        assertThat(body.text(100)).isEqualTo("123456789");
        assertThat(body.checksums()).isEqualTo(Map.of(CRC32, "y/Q5Jg=="));
        assertThat(body.md5()).isEqualTo("25f9e794323b453885f5181f1b624d0b");
    }

    @Test
    void shouldNotTakeCrc32cForCrc32() throws IOException {
        VerifiedBody body =
                unsigned("9\r\n123456789\r\n0\r\nx-amz-checksum-crc32c:4waSgw==\r\n\r\n", "x-amz-checksum-crc32c");

        assertThat(body.text(100)).isEqualTo("123456789");
        assertThat(body.checksums()).isEqualTo(Map.of("x-amz-checksum-crc32c", "4waSgw=="));
    }

    @Test
    void shouldRefuseAWrongMissingOrCutTrailer() {
        assertRefused("BadDigest", unsigned("9\r\n123456789\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n", CRC32));
        assertRefused("MalformedTrailerError", unsigned("9\r\n123456789\r\n0\r\n\r\n", CRC32));
        assertRefused("IncompleteBody", unsigned("9\r\n12345", CRC32));
        assertRefused("IncompleteBody", unsigned("zz\r\n12345", CRC32));
        assertRefused("IncompleteBody", unsigned("8\r\n12345678\r\n0\r\nx-amz-checksum-crc32:muDg1g==\r\n\r\n", CRC32));
    }

    /** The worked example of "Signature Calculations: Transferring Payload in Multiple Chunks" of the S3 reference. */
    @Test
    void shouldVerifyTheSignatureOfEachChunk() throws IOException {
        String first = "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648";
        String second = "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497";
        String last = "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9";

        assertThat(signed(first, second, last).text(100_000)).isEqualTo("a".repeat(66_560));
        assertRefused("SignatureDoesNotMatch", signed(first, first, last));
        assertRefused("SignatureDoesNotMatch", signed(first, second, first));
    }

    private static VerifiedBody signed(String first, String second, String last) {
        String wire = "10000;chunk-signature=" + first + "\r\n" + "a".repeat(65_536) + "\r\n400;chunk-signature="
                + second + "\r\n" + "a".repeat(1024) + "\r\n0;chunk-signature=" + last + "\r\n\r\n";
        SigV4.Scope scope = new SigV4.Scope("AKIAIOSFODNN7EXAMPLE", "20130524", "us-east-1", "s3");
        byte[] key = scope.signingKey("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
        ChunkSigner signer = new ChunkSigner(key, "20130524T000000Z", scope.path(), SEED);
        Caller caller = new Caller(
                Caller.Identity.OWNER, "us-east-1", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", Optional.of(signer));
        return VerifiedBody.of(request(wire, Map.of("x-amz-decoded-content-length", "66560")), caller);
    }

    private static VerifiedBody unsigned(String wire, String trailer) {
        Map<String, String> headers = Map.of("x-amz-decoded-content-length", "9", "x-amz-trailer", trailer);
        Caller caller = Caller.anonymous("STREAMING-UNSIGNED-PAYLOAD-TRAILER");
        return VerifiedBody.of(request(wire, headers), caller);
    }

    private static Request request(String wire, Map<String, String> headers) {
        return new Request(
                "id",
                "PUT",
                "/b/k",
                List.of(),
                new HashMap<>(headers),
                new ByteArrayInputStream(wire.getBytes(US_ASCII)),
                "127.0.0.1");
    }

    private static void assertRefused(String code, VerifiedBody body) {
        assertThatThrownBy(() -> body.text(100_000))
                .isInstanceOfSatisfying(
                        ServiceException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
