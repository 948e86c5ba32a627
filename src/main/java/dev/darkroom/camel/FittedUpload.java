package dev.darkroom.camel;

import dev.darkroom.image.Thumbnail;
import dev.darkroom.index.IndexEntry;
import dev.darkroom.index.ThumbnailMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A thumbnail that is ready to be stored. It does not hold on to the bytes of its original.
 *
 * @param upload the upload that it was made for
 * @param originalETag ETag of the original that it was made from
 * @param uploadedAt when that original arrived
 * @param thumbnail the picture
 * @param fittedAt when the thumbnail was made
 */
public record FittedUpload(
        Upload upload, String originalETag, Instant uploadedAt, Thumbnail thumbnail, Instant fittedAt) {

    /** How long a stored thumbnail is taken to be still there without looking: many times what storing takes. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    FittedUpload(Original original, Thumbnail thumbnail) {
        this(original.upload(), original.eTag(), original.uploadedAt(), thumbnail, Instant.now());
    }

    /** @return key under which it is stored, that of the original */
    public String key() {
        return upload.key();
    }

    /** @return the encoded picture */
    public byte[] content() {
        return thumbnail.content();
    }

    /** @return content type of what was encoded, such as {@code image/jpeg} */
    public String contentType() {
        return thumbnail.contentType();
    }

    /** @return its entry in the gallery index */
    public IndexEntry entry() {
        return new IndexEntry(uploadedAt, thumbnail.width(), thumbnail.height(), key());
    }

    /** @return what is stored with it, for a thumbnail that takes nobody's place */
    public Map<String, String> metadata() {
        return ThumbnailMetadata.first(originalETag, entry()).toMap();
    }

    /** @return whether storing took so long that others may have stored and deleted in the meantime */
    public boolean isLate() {
        return Duration.between(fittedAt, Instant.now()).compareTo(FRESH) > 0;
    }

    /** @return what was made of what, in one line that is safe to log */
    @Override
    public String toString() {
        return "%s (%dx%d %s)".formatted(upload, thumbnail.width(), thumbnail.height(), thumbnail.format());
    }
}
