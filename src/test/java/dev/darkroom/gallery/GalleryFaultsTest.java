package dev.darkroom.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.index.LogAllowance;
import dev.darkroom.support.CategoryLog;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class GalleryFaultsTest {

    private final GalleryFaults faults = new GalleryFaults(new JsonHttp(), new JsonHttp());

    /** Each visitor got a line in the log while S3 was away, of which there may be hundreds in a second. */
    @Test
    void shouldNotWriteALineForEachVisitorWhileS3IsAway() throws IOException {
        try (DefaultCamelContext camel = new DefaultCamelContext();
                CategoryLog log = CategoryLog.of("darkroom.gallery")) {
            for (int i = 0; i < 1000; i++) {
                Exchange visit = new DefaultExchange(camel);
                visit.setProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, new IOException("S3 is away"));
                faults.answer(visit);
                assertThat(visit.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE))
                        .isEqualTo(503);
            }

            assertThat(log.entries()).hasSize(LogAllowance.LINES);
        }
    }
}
