package dev.darkroom.gallery;

import java.util.Optional;

/**
 * A request for the gallery page.
 *
 * @param after where the page starts
 * @param uploaded key of the picture that the visitor has just uploaded; S3 tells it when it sends the browser back
 * @param attempt how often the page has been reloaded in wait for that picture, from 0
 */
public record Visit(Optional<Cursor> after, Optional<String> uploaded, int attempt) {

    private static final int LAST_ATTEMPT = 15;

    /**
     * @param after text of a cursor, may be absent
     * @param key key of an upload, may be absent
     * @param attempt a number, may be absent
     * @return the visit
     * @throws InvalidRequestException if the cursor is not one
     */
    static Visit of(Optional<String> after, Optional<String> key, Optional<String> attempt)
            throws InvalidRequestException {
        Optional<Cursor> cursor = after.isPresent() ? Optional.of(Cursor.decode(after.get())) : Optional.empty();
        return new Visit(cursor, key, attempt.map(Visit::number).orElse(0));
    }

    /** @return whether it is worth reloading the page once more in wait for the picture */
    boolean mayWaitLonger() {
        return attempt < LAST_ATTEMPT;
    }

    private static int number(String text) {
        return text.matches("\\d{1,3}") ? Integer.parseInt(text) : LAST_ATTEMPT;
    }
}
