package dev.darkroom.gallery;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a browser has to POST as multipart form data to upload a file, with the file itself in a last field {@code file}.
 *
 * @param url where to
 * @param fields the fields before the file, in order
 * @param key the key of the upload, if it is decided
 * @param keyPrefix what the key starts with in any case
 * @param maxBytes largest file, in bytes
 * @param expiresAt until when S3 takes the form
 */
public record UploadForm(
        URI url,
        Map<String, String> fields,
        Optional<String> key,
        String keyPrefix,
        long maxBytes,
        Instant expiresAt) {}
