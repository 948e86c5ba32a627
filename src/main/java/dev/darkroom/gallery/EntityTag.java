package dev.darkroom.gallery;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What tells one version of an answer from another ({@code ETag}), so that a client that has it need not be sent it again.
 *
 * @param value the tag as the header has it
 */
record EntityTag(String value) {

    private static final int DIGEST_BYTES = 16;
    private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[^\"]*\")");

    /**
     * @param content all that the answer depends on
     * @return a weak tag, since whoever compresses the answer on its way changes its bytes
     */
    static EntityTag of(String content) {
        byte[] digest =
                Arrays.copyOf(GalleryResource.sha256().digest(content.getBytes(StandardCharsets.UTF_8)), DIGEST_BYTES);
        return new EntityTag("W/\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest) + "\"");
    }

    /**
     * @param ifNoneMatch the header {@code If-None-Match}: {@code *}, or tags separated by commas
     * @return whether this tag is among them, weak or strong
     */
    boolean isAmong(String ifNoneMatch) {
        return ifNoneMatch.strip().equals("*")
                || TAG.matcher(ifNoneMatch).results().anyMatch(tag -> tag.group(1)
                        .equals(opaque(value)));
    }

    private static String opaque(String tag) {
        return tag.substring(tag.indexOf('"'));
    }
}
