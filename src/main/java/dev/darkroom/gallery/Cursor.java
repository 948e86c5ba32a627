package dev.darkroom.gallery;

import dev.darkroom.index.IndexEntry;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A place in the gallery, after one of its photos. It survives new photos and deletions, because it names the photo and no
 * number.
 *
 * @param objectKey name of the index object after which the page starts
 */
public record Cursor(String objectKey) {

    /** @throws IllegalArgumentException if the key is not of an index entry, written as the resizer writes it */
    public Cursor {
        boolean own = IndexEntry.parse(objectKey)
                .filter(entry -> entry.objectKey().equals(objectKey))
                .isPresent();
        if (!own || !fits(objectKey)) {
            throw new IllegalArgumentException("Not a place in this gallery");
        }
    }

    /**
     * @return a name that sorts before the photo's entry, and after those of all photos that were uploaded later: what to start
     *     after in order to see this one first, or beside those of the same millisecond
     */
    String justBefore() {
        return objectKey.substring(0, objectKey.indexOf('/', IndexEntry.PREFIX.length()) + 1);
    }

    /**
     * @param entry a photo
     * @return the place after it; empty if its name in the index would be longer than S3 allows, which the resizer sees to
     */
    public static Optional<Cursor> after(IndexEntry entry) {
        String objectKey = entry.objectKey();
        return fits(objectKey) ? Optional.of(new Cursor(objectKey)) : Optional.empty();
    }

    /** @return the cursor as URL-safe text */
    public String encode() {
        String rest = objectKey.substring(IndexEntry.PREFIX.length());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(rest.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param text text that came with a request
     * @return the cursor
     * @throws InvalidRequestException if the text is none
     */
    public static Cursor decode(String text) throws InvalidRequestException {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            String rest = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new Cursor(IndexEntry.PREFIX + rest);
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new InvalidRequestException("The address names no place in this gallery: the cursor in it (after, or"
                    + " photo) is not one of ours. Start from the first page.");
        }
    }

    private static boolean fits(String objectKey) {
        return objectKey.getBytes(StandardCharsets.UTF_8).length <= IndexEntry.MAX_KEY_BYTES;
    }
}
