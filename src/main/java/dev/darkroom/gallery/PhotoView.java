package dev.darkroom.gallery;

/**
 * A photo as the template shows it.
 *
 * @param url where the browser reads it
 * @param name file name
 * @param width width in pixels
 * @param height height in pixels
 * @param date when it was uploaded, for people
 * @param timestamp the same for machines (ISO 8601)
 */
record PhotoView(String url, String name, int width, int height, String date, String timestamp) {}
