package dev.darkroom.gallery;

import dev.darkroom.aws.BrowserAccess;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Presigned URLs of thumbnails. Within a window of an hour every page shows the same URL for the same picture, so that browsers
 * find it in their cache; a URL lives for at least one window more. Thread-safe.
 */
public final class ThumbnailUrls {

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
     * @param key key of a thumbnail
     * @return URL at which a browser can read it
     */
    public URI url(String key) {
        long window = WINDOW.toMillis();
        Instant signedAt = Instant.ofEpochMilli(Math.floorDiv(clock.millis(), window) * window);
        return access.presignGet(bucket, key, signedAt, VALIDITY);
    }

    /** @return the origin of all these URLs, as a Content-Security-Policy names it */
    public String origin() {
        return access.urls().origin(bucket);
    }
}
