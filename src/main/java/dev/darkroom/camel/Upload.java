package dev.darkroom.camel;

import dev.darkroom.index.PrintableText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One upload, as an event of S3 reports it.
 *
 * @param bucket bucket of the original
 * @param key key of the original, decoded; chosen by the visitor, so anything at all
 * @param eventTime when S3 took it, to the millisecond; empty if the event does not tell
 * @param eTag ETag of what was uploaded, without quotes; empty if the event does not tell
 */
public record Upload(String bucket, String key, Optional<Instant> eventTime, Optional<String> eTag) {

    /** S3 cuts the time of an object to whole seconds, so its event is not earlier, but for clocks that differ a little. */
    private static final Duration EARLIEST_EVENT = Duration.ofMillis(-500);

    private static final Duration LATEST_EVENT = Duration.ofSeconds(2);

    /**
     * When an object arrived. The event's time is the finer one, but only if it is the event of this very object: an event may be
     * late, and the object replaced since.
     *
     * @param objectETag ETag of the object, in quotes as S3 gives it
     * @param lastModified the time that S3 tells of it
     * @return the best time there is
     */
    Instant uploadedAt(String objectETag, Instant lastModified) {
        boolean isOfObject = eTag.map(own -> objectETag.equals('"' + own + '"')).orElse(true);
        return eventTime
                .filter(time -> isOfObject)
                .filter(time -> !time.isBefore(lastModified.plus(EARLIEST_EVENT)))
                .filter(time -> time.isBefore(lastModified.plus(LATEST_EVENT)))
                .orElse(lastModified);
    }

    /** @return bucket and key in one line that is safe to log: no control characters, no line ends */
    @Override
    public String toString() {
        return PrintableText.of(bucket + "/" + key);
    }
}
