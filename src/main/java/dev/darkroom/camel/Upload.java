package dev.darkroom.camel;

import dev.darkroom.index.PrintableText;
import java.time.Instant;
import java.util.Optional;

/**
 * One upload, as an event of S3 reports it.
 *
 * @param bucket bucket of the original
 * @param key key of the original, decoded; chosen by the visitor, so anything at all
 * @param eventTime when S3 took it, to the millisecond; empty if the event does not tell
 * @param announcedBytes its size in bytes as the event tells it, 0 if it does not; never to be relied on
 */
public record Upload(String bucket, String key, Optional<Instant> eventTime, long announcedBytes) {

    /** @return bucket and key in one line that is safe to log: no control characters, no line ends */
    @Override
    public String toString() {
        return PrintableText.of(bucket + "/" + key);
    }
}
