package dev.darkroom.gallery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.index.IndexEntry;

/** A picture of the gallery as JSON, the same in every answer. Thread-safe. */
final class ImageJson {

    private final ThumbnailUrls thumbnails;

    /** @param thumbnails where the pictures are */
    ImageJson(ThumbnailUrls thumbnails) {
        this.thumbnails = thumbnails;
    }

    /**
     * @param entry a picture
     * @return all that a page needs to show it
     */
    ObjectNode of(IndexEntry entry) {
        ObjectNode image = object().put("key", entry.key()).put("name", ShownName.of(entry.key()));
        Cursor.after(entry).ifPresent(cursor -> image.put("cursor", cursor.encode()));
        return image.put("url", thumbnails.url(entry).toString())
                .put("width", entry.width())
                .put("height", entry.height())
                .put("uploadedAt", entry.uploadedAt().toString());
    }

    /**
     * @param key key of a thumbnail that something else than Darkroom stored
     * @return what is known of it
     */
    ObjectNode of(String key) {
        return object().put("key", key)
                .put("name", ShownName.of(key))
                .put("url", thumbnails.url(key).toString());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
