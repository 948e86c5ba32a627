package dev.darkroom.gallery;

import java.net.URI;
import java.util.Map;

/**
 * What a browser has to POST as multipart form data to upload a file, with the file itself in a last field {@code file}.
 *
 * @param url where to
 * @param fields the fields before the file, in order
 * @param maxBytes largest file, in bytes
 */
public record UploadForm(URI url, Map<String, String> fields, long maxBytes) {}
