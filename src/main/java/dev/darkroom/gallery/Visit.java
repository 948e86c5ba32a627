package dev.darkroom.gallery;

import java.util.Optional;

/**
 * A request for the gallery page.
 *
 * @param after where the page starts
 * @param photo the photo with which it begins instead
 * @param uploaded key of the picture that the visitor has just uploaded; S3 tells it when it sends the browser back
 * @param attempt how often the page has been reloaded in wait for that picture, from 0
 */
public record Visit(Optional<Cursor> after, Optional<Cursor> photo, Optional<UploadKey> uploaded, int attempt) {

    private static final int LAST_ATTEMPT = 15;

    /**
     * @param after text of a cursor, may be absent
     * @param photo text of a cursor, may be absent
     * @param key key of an upload, may be absent
     * @param attempt a number, may be absent
     * @return the visit
     * @throws InvalidRequestException if a cursor is none
     */
    static Visit of(Optional<String> after, Optional<String> photo, Optional<String> key, Optional<String> attempt)
            throws InvalidRequestException {
        return new Visit(
                cursor(after),
                cursor(photo),
                key.flatMap(UploadKey::ofParameter),
                attempt.map(Visit::number).orElse(0));
    }

    /** @return whether the page is the first one, on which new photos appear */
    boolean isNewest() {
        return after.isEmpty() && photo.isEmpty();
    }

    private static Optional<Cursor> cursor(Optional<String> text) throws InvalidRequestException {
        return text.isPresent() ? Optional.of(Cursor.decode(text.get())) : Optional.empty();
    }

    /** @return whether it is worth reloading the page once more in wait for the picture */
    boolean mayWaitLonger() {
        return attempt < LAST_ATTEMPT;
    }

    private static int number(String text) {
        return text.matches("\\d{1,3}") ? Integer.parseInt(text) : LAST_ATTEMPT;
    }
}
