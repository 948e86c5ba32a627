package dev.darkroom.aws;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a visitor may upload with one form.
 *
 * @param bucket bucket that takes the upload
 * @param key under which key
 * @param contentType the only content type that S3 takes; empty if the form says nothing about it
 * @param maxBytes largest file, in bytes
 * @param expiresAt when the form stops working
 * @param redirect where S3 sends the browser after a successful upload; empty for a plain 204
 */
public record UploadTerms(
        String bucket,
        Key key,
        Optional<String> contentType,
        long maxBytes,
        Instant expiresAt,
        Optional<String> redirect) {

    /** @return the form fields that any upload needs, signed or anonymous, {@code key} first */
    public Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("key", key.field());
        contentType.ifPresent(type -> fields.put("Content-Type", type));
        redirect.ifPresent(url -> fields.put("success_action_redirect", url));
        return fields;
    }

    /** The key of an upload, as far as it is decided before the upload. */
    public sealed interface Key {

        /** @return what the form's field {@code key} says */
        String field();

        /** @return the condition of a POST policy that holds for this key: operator, {@code $key}, operand */
        String[] condition();
    }

    /**
     * A key that is decided to the last letter.
     *
     * @param key the key, without <code>${filename}</code>, which S3 would replace
     */
    public record ExactKey(String key) implements Key {
        @Override
        public String field() {
            return key;
        }

        @Override
        public String[] condition() {
            return new String[] {"eq", "$key", key};
        }
    }

    /**
     * Any key with some prefix, behind which S3 puts the file's own name.
     *
     * @param prefix the prefix
     */
    public record KeyPrefix(String prefix) implements Key {
        @Override
        public String field() {
            return prefix + "${filename}";
        }

        @Override
        public String[] condition() {
            return new String[] {"starts-with", "$key", prefix};
        }
    }
}
