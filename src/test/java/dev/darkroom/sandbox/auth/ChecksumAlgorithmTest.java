package dev.darkroom.sandbox.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksumAlgorithmTest {

    /** The published check values of each algorithm, for the digits 1 to 9. */
    @ParameterizedTest
    @CsvSource({
        "CRC32,y/Q5Jg==",
        "CRC32C,4waSgw==",
        "CRC64NVME,rosUhgp5mIg=",
        "SHA1,98O8HYCOBHMq32eZZczDTKeuNEE=",
        "SHA256,FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU="
    })
    void shouldComputeTheCheckValue(ChecksumAlgorithm algorithm, String expected) {
        byte[] input = "123456789".getBytes(US_ASCII);
        ChecksumAlgorithm.Digest digest = algorithm.start();

        digest.update(input, 0, 4);
        digest.update(input, 4, 5);

        assertThat(digest.base64()).isEqualTo(expected);
    }
}
