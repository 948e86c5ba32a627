package dev.darkroom.gallery;

import dev.darkroom.index.IndexEntry;
import java.util.List;
import java.util.Optional;

/**
 * One page of the gallery.
 *
 * @param photos newest first
 * @param next where the next page starts; empty on the last one
 */
public record PhotoPage(List<IndexEntry> photos, Optional<Cursor> next) {

    /** Copies the list. */
    public PhotoPage {
        photos = List.copyOf(photos);
    }

    /** @return whether the picture of that key is on the page */
    boolean shows(UploadKey key) {
        return photos.stream().anyMatch(photo -> photo.key().equals(key.value()));
    }
}
