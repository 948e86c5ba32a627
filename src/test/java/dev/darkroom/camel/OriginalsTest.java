package dev.darkroom.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

class OriginalsTest {

    private static final long MAX_BYTES = 10;

    private final AtomicBoolean aborted = new AtomicBoolean();
    private final MemoryBudget memory = new MemoryBudget(MAX_BYTES, 1, Duration.ofSeconds(1));
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Originals originals = new Originals(new NoS3(), MAX_BYTES, memory);

    @AfterEach
    void closeContext() throws IOException {
        camel.close();
    }

    @Test
    void shouldReadNothingOfWhatIsLargerThanAllowed() throws UnknownMessageException {
        InputStream untouchable = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("was read");
            }
        };

        Upload upload = upload(0);

        assertThatExceptionOfType(UploadRejectedException.class)
                .isThrownBy(
                        () -> originals.receive(answer(untouchable, MAX_BYTES + 1), upload, new DefaultExchange(camel)))
                .satisfies(rejected -> assertThat(rejected.code()).isEqualTo("too-large"));
        assertThat(aborted)
                .as("the connection ends instead of bringing the rest")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 9, Long.MAX_VALUE})
    void shouldReadAsMuchAsS3SaysWhateverTheEventSays(long announced) throws Exception {
        InputStream ten = new ByteArrayInputStream(new byte[10]);

        assertThat(originals.receive(answer(ten, 10), upload(announced), new DefaultExchange(camel)))
                .hasSize(10);
        assertThat(aborted).isFalse();
    }

    /** An original is read into one array. */
    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, Integer.MAX_VALUE, 3L << 30})
    void shouldRefuseToReadMoreThanAnArrayHoldsOrNothing(long maxBytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Originals(new NoS3(), maxBytes, memory))
                .withMessage("darkroom.upload.max-bytes is " + maxBytes + ": use a number from 1 to 2147483639");
    }

    private ResponseInputStream<GetObjectResponse> answer(InputStream content, long length) {
        GetObjectResponse response = GetObjectResponse.builder()
                .contentLength(length)
                .eTag("\"e\"")
                .lastModified(Instant.EPOCH)
                .build();
        return new ResponseInputStream<>(response, AbortableInputStream.create(content, () -> aborted.set(true)));
    }

    private static Upload upload(long announced) throws UnknownMessageException {
        return new UploadEvents("photos")
                .upload(
                        """
                        {"Records":[{"s3":{"bucket":{"name":"photos"},"object":{"key":"a.jpg","size":%d}}}]}"""
                                .formatted(announced));
    }

    /** Nothing is to be asked of S3 here. */
    private static final class NoS3 implements S3Client {
        @Override
        public String serviceName() {
            return "s3";
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
