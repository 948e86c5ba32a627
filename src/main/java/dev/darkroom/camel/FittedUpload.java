package dev.darkroom.camel;

import dev.darkroom.image.PictureInfo;
import dev.darkroom.index.IndexEntry;
import dev.darkroom.index.ThumbnailMetadata;

/**
 * A thumbnail that is ready to be stored.
 *
 * @param original what it was made from
 * @param content the encoded picture, not copied
 * @param picture what that is
 */
record FittedUpload(Original original, byte[] content, PictureInfo picture) {

    /** @return key under which it is stored, that of the original */
    String key() {
        return original.upload().key();
    }

    /** @return its entry in the gallery index */
    IndexEntry entry() {
        return new IndexEntry(original.uploadedAt(), picture.width(), picture.height(), key());
    }

    /** @return what is stored with it, for a thumbnail that takes nobody's place */
    ThumbnailMetadata metadata() {
        return ThumbnailMetadata.first(original.eTag(), entry());
    }
}
