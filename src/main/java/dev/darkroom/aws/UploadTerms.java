package dev.darkroom.aws;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a visitor may upload with one form.
 *
 * @param bucket bucket that takes the upload
 * @param keyPrefix every key must start with it; the file's own name follows
 * @param maxBytes largest file, in bytes
 * @param expiresAt when the form stops working
 * @param redirect where S3 sends the browser after a successful upload; empty for a plain 204
 */
public record UploadTerms(
        String bucket, String keyPrefix, long maxBytes, Instant expiresAt, Optional<String> redirect) {

    /** @return the form fields that any upload needs, signed or anonymous, {@code key} first */
    public Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        // S3 puts the name of the uploaded file in place of ${filename}
        fields.put("key", keyPrefix + "${filename}");
        redirect.ifPresent(url -> fields.put("success_action_redirect", url));
        return fields;
    }
}
