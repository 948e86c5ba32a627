package dev.darkroom.gallery;

import dev.darkroom.index.IndexEntry;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A photo as the template shows it.
 *
 * @param cursor its place in the gallery, by which an address names it; empty if its key is too long for that
 * @param key key of the thumbnail, percent-encoded: a page is no place for what keys may hold
 * @param url where the browser reads it
 * @param name file name
 * @param width width in pixels
 * @param height height in pixels
 * @param date when it was uploaded, for people
 * @param timestamp the same for machines (ISO 8601)
 */
record PhotoView(
        String cursor, String key, String url, String name, int width, int height, String date, String timestamp) {

    /** What scripts fill in. */
    static final PhotoView BLANK = new PhotoView("", "", "", "", 1, 1, "", "");

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /**
     * @param entry the photo
     * @param url where the browser reads it
     * @return its view
     */
    static PhotoView of(IndexEntry entry, String url) {
        return new PhotoView(
                Cursor.after(entry).map(Cursor::encode).orElse(""),
                URLEncoder.encode(entry.key(), StandardCharsets.UTF_8).replace("+", "%20"),
                url,
                ShownName.of(entry.key()),
                entry.width(),
                entry.height(),
                DATE.format(entry.uploadedAt()),
                entry.uploadedAt().toString());
    }
}
