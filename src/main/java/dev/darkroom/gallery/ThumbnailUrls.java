package dev.darkroom.gallery;

import dev.darkroom.aws.BrowserAccess;
import dev.darkroom.index.IndexEntry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Presigned URLs of thumbnails. Within a window of an hour every page shows the same URL for the same picture, so that browsers
 * find it in their cache; a URL lives for at least one window more. Thread-safe.
 */
public final class ThumbnailUrls {

    /** Tells browsers apart what was uploaded when under the same key; S3 pays no attention to it. */
    private static final String VERSION = "x-version";

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final Duration VALIDITY = WINDOW.multipliedBy(2);

    private final BrowserAccess access;
    private final String bucket;
    private final Clock clock;

    /**
     * @param access signer
     * @param bucket the resized bucket
     */
    public ThumbnailUrls(BrowserAccess access, String bucket) {
        this(access, bucket, Clock.systemUTC());
    }

    ThumbnailUrls(BrowserAccess access, String bucket, Clock clock) {
        this.access = access;
        this.bucket = bucket;
        this.clock = clock;
    }

    /**
     * @param entry a thumbnail
     * @return URL at which a browser can read it; a thumbnail that takes its place has another
     */
    public URI url(IndexEntry entry) {
        return url(
                entry.key(), Map.of(VERSION, String.valueOf(entry.uploadedAt().toEpochMilli())));
    }

    /**
     * @param key key of a thumbnail of which nothing else is known
     * @return URL at which a browser can read it, which is also that of any thumbnail that takes its place within the hour
     */
    public URI url(String key) {
        return url(key, Map.of());
    }

    private URI url(String key, Map<String, String> labels) {
        long window = WINDOW.toMillis();
        Instant signedAt = Instant.ofEpochMilli(Math.floorDiv(clock.millis(), window) * window);
        return access.presignGet(bucket, key, labels, signedAt, VALIDITY);
    }

    /** @return the origin of all these URLs, as a Content-Security-Policy names it */
    public String origin() {
        return access.urls().origin(bucket);
    }
}
