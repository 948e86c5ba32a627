package dev.darkroom.camel;

import dev.darkroom.image.Thumbnail;
import dev.darkroom.index.IndexEntry;
import dev.darkroom.index.ThumbnailMetadata;
import java.util.Map;
import java.util.Optional;

/**
 * A thumbnail that is ready to be stored.
 *
 * @param original what it was made from
 * @param thumbnail the picture
 */
public record FittedUpload(Original original, Thumbnail thumbnail) {

    /** @return key under which it is stored, that of the original */
    public String key() {
        return original.upload().key();
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
        return new IndexEntry(original.uploadedAt(), thumbnail.width(), thumbnail.height(), key());
    }

    /** @return what is stored with it, for a thumbnail that takes nobody's place */
    public Map<String, String> metadata() {
        return replacing(Optional.empty()).toMap();
    }

    ThumbnailMetadata replacing(Optional<IndexEntry> replaced) {
        return new ThumbnailMetadata(original.eTag(), entry(), replaced);
    }

    /** @return what was made of what, in one line that is safe to log */
    @Override
    public String toString() {
        return "%s (%dx%d %s)".formatted(original.upload(), thumbnail.width(), thumbnail.height(), thumbnail.format());
    }
}
