package dev.darkroom.gallery;

import dev.darkroom.aws.BrowserAccess;
import dev.darkroom.aws.UploadAccess;
import dev.darkroom.aws.UploadTerms;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Makes upload forms: signed ones, or plain ones for a bucket that takes anonymous uploads. Each form has a key prefix of its own,
 * so that two visitors with a {@code photo.jpg} do not replace each other's. Thread-safe.
 */
public final class UploadForms {

    /** Longer than a browser shows a page without asking whether it has changed, and time left to choose a picture. */
    private static final Duration VALIDITY = Duration.ofHours(2);

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);
    private static final int PREFIX_BYTES = 8;

    private final BrowserAccess access;
    private final String bucket;
    private final UploadAccess uploadAccess;
    private final long maxBytes;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param access signer
     * @param bucket the upload bucket
     * @param uploadAccess {@code signed}, or {@code anonymous} for unsigned forms
     * @param maxBytes largest file that a signed form allows
     * @throws IllegalArgumentException if {@code uploadAccess} is neither
     */
    public UploadForms(BrowserAccess access, String bucket, String uploadAccess, long maxBytes) {
        this(access, bucket, UploadAccess.parse(uploadAccess), maxBytes, Clock.systemUTC());
    }

    UploadForms(BrowserAccess access, String bucket, UploadAccess uploadAccess, long maxBytes, Clock clock) {
        this.access = access;
        this.bucket = bucket;
        this.uploadAccess = uploadAccess;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    /**
     * @param redirect where the browser goes after a successful upload
     * @return a new form for any file: S3 puts its name into the key
     */
    public UploadForm create(String redirect) {
        return create(Optional.empty(), Optional.empty(), Optional.of(redirect));
    }

    /**
     * @param name last part of the key; empty to have S3 put the name of the file there
     * @param type the only kind of file that S3 takes; empty if that is to be seen later
     * @param redirect where the browser goes after a successful upload; empty for an answer without a page
     * @return a new form
     */
    UploadForm create(Optional<UploadName> name, Optional<PictureType> type, Optional<String> redirect) {
        Instant now = clock.instant();
        Instant expiresAt = now.plus(VALIDITY).truncatedTo(ChronoUnit.SECONDS);
        String prefix = newPrefix(now);
        Optional<String> key = name.map(last -> prefix + last.value());
        UploadTerms.Key allowed =
                key.<UploadTerms.Key>map(UploadTerms.ExactKey::new).orElseGet(() -> new UploadTerms.KeyPrefix(prefix));
        UploadTerms terms =
                new UploadTerms(bucket, allowed, type.map(PictureType::contentType), maxBytes, expiresAt, redirect);
        return new UploadForm(access.urls().bucket(bucket), fields(terms, now), key, prefix, maxBytes, expiresAt);
    }

    /** @return the origin that the forms post to, as a Content-Security-Policy names it */
    public String origin() {
        return access.urls().origin(bucket);
    }

    private Map<String, String> fields(UploadTerms terms, Instant now) {
        return switch (uploadAccess) {
            case SIGNED -> access.signForm(terms, now);
            case ANONYMOUS -> terms.fields();
        };
    }

    private String newPrefix(Instant now) {
        byte[] bytes = new byte[PREFIX_BYTES];
        random.nextBytes(bytes);
        return DAY.format(now) + "/" + HexFormat.of().formatHex(bytes) + "/";
    }
}
