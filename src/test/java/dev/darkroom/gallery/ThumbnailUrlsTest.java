package dev.darkroom.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.aws.AwsClients;
import dev.darkroom.index.IndexEntry;
import dev.darkroom.support.SandboxClients;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** How long a picture keeps its URL, so that browsers find it in their cache. */
class ThumbnailUrlsTest {

    private static final IndexEntry PHOTO = new IndexEntry(Instant.parse("2026-03-01T09:30:00.123Z"), 4, 3, "a.jpg");

    @Test
    void shouldStayTheSameWithinAnHourAndNotLonger() {
        URI start = urls("2026-03-01T12:00:00Z").url(PHOTO);

        assertThat(urls("2026-03-01T12:59:59.999Z").url(PHOTO)).isEqualTo(start);
        assertThat(urls("2026-03-01T13:00:00Z").url(PHOTO)).isNotEqualTo(start);
        assertThat(urls("2026-03-01T11:59:59.999Z").url(PHOTO)).isNotEqualTo(start);
    }

    @Test
    void shouldBeAnotherWhenThePictureIsReplaced() {
        ThumbnailUrls urls = urls("2026-03-01T12:00:00Z");
        IndexEntry later = new IndexEntry(PHOTO.uploadedAt().plusMillis(1), 4, 3, "a.jpg");

        assertThat(urls.url(later)).isNotEqualTo(urls.url(PHOTO));
        assertThat(urls.url(PHOTO).getQuery())
                .contains("x-version=" + PHOTO.uploadedAt().toEpochMilli());
        assertThat(urls.url("a.jpg").getQuery()).doesNotContain("x-version");
    }

    @Test
    void shouldBeValidForAnHourAfterItsLastPage() {
        assertThat(urls("2026-03-01T12:59:59Z").url(PHOTO).getQuery())
                .contains("X-Amz-Date=20260301T120000Z", "X-Amz-Expires=7200");
    }

    private static ThumbnailUrls urls(String now) {
        return new ThumbnailUrls(
                AwsClients.browserAccess(SandboxClients.connection(URI.create("http://localhost:4566"), "us-east-1")),
                "thumbs",
                Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
    }
}
