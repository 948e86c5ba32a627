package dev.darkroom.sandbox.s3;

import dev.darkroom.sandbox.http.Request;
import dev.darkroom.sandbox.http.ServiceException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/**
 * The conditional headers of a request, judged as S3 does.
 *
 * @param ifMatch entity tags of which one must be current
 * @param ifNoneMatch entity tags of which none may be current
 * @param ifModifiedSince only when written later
 * @param ifUnmodifiedSince only when not written later
 */
record Preconditions(
        Optional<String> ifMatch,
        Optional<String> ifNoneMatch,
        Optional<Instant> ifModifiedSince,
        Optional<Instant> ifUnmodifiedSince) {

    /** Reads the headers {@code if-match} and so on behind a prefix, which is empty or that of a copy's source. */
    static Preconditions of(Request request, String prefix) {
        return new Preconditions(
                request.header(prefix + "if-match"),
                request.header(prefix + "if-none-match"),
                request.header(prefix + "if-modified-since").flatMap(Preconditions::date),
                request.header(prefix + "if-unmodified-since").flatMap(Preconditions::date));
    }

    /** Only the condition that a batch delete can state for a key. */
    static Preconditions ifMatch(Optional<String> etag) {
        return new Preconditions(etag, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Judges a read.
     *
     * @throws ServiceException 304 or 412 when the object must not be returned
     */
    void checkRead(StoredObject object) {
        Instant modified = object.modified().truncatedTo(ChronoUnit.SECONDS);
        if (ifMatch.isPresent()) {
            require(names(ifMatch.get(), object));
        } else if (ifUnmodifiedSince.isPresent()) {
            require(!modified.isAfter(ifUnmodifiedSince.get()));
        }
        boolean unchanged = ifNoneMatch.isPresent()
                ? names(ifNoneMatch.get(), object)
                : ifModifiedSince.isPresent() && !modified.isAfter(ifModifiedSince.get());
        if (unchanged) {
            throw new ServiceException(304, "NotModified", "Not Modified");
        }
    }

    /** Judges the reading of a copy's source, where 304 would make no sense. */
    void checkCopy(StoredObject source) {
        try {
            checkRead(source);
        } catch (ServiceException notModified) {
            throw failed();
        }
    }

    /**
     * Judges a write or delete.
     *
     * @throws ServiceException 412 when another object is there, 404 when one is demanded and none is there
     */
    void checkWrite(Optional<StoredObject> current) {
        if (ifNoneMatch.isPresent() && !ifNoneMatch.get().equals("*")) {
            throw ServiceException.notImplemented("If-None-Match with anything but * when writing");
        }
        if (ifNoneMatch.isPresent()) {
            require(current.isEmpty());
        }
        if (ifMatch.isPresent()) {
            require(names(ifMatch.get(), current.orElseThrow(Errors::noSuchKey)));
        }
    }

    private static boolean names(String etags, StoredObject object) {
        return Arrays.stream(etags.split(","))
                .map(e -> e.trim().replaceFirst("^W/", "").replace("\"", ""))
                .anyMatch(e -> e.equals("*") || e.equals(object.etag()));
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw failed();
        }
    }

    private static ServiceException failed() {
        return new ServiceException(
                412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
    }

    /** A date that cannot be read is no condition, as HTTP says. */
    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }
}
