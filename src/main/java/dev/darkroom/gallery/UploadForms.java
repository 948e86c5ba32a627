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
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Makes upload forms: signed ones, or plain ones for a bucket that takes anonymous uploads. Each form has a key prefix of its own,
 * so that two visitors with a {@code photo.jpg} do not replace each other's. Thread-safe.
 */
public final class UploadForms {

    private static final Duration VALIDITY = Duration.ofHours(1);
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
     * @param redirect where the browser goes after a successful upload; empty for an answer without a page
     * @return a new form
     */
    public UploadForm create(Optional<String> redirect) {
        Instant now = clock.instant();
        UploadTerms terms = new UploadTerms(bucket, newPrefix(now), maxBytes, now.plus(VALIDITY), redirect);
        Map<String, String> fields =
                switch (uploadAccess) {
                    case SIGNED -> access.signForm(terms, now);
                    case ANONYMOUS -> terms.fields();
                };
        return new UploadForm(access.urls().bucket(bucket), fields, maxBytes);
    }

    /** @return the origin that the forms post to, as a Content-Security-Policy names it */
    public String origin() {
        return access.urls().origin(bucket);
    }

    private String newPrefix(Instant now) {
        byte[] bytes = new byte[PREFIX_BYTES];
        random.nextBytes(bytes);
        return DAY.format(now) + "/" + HexFormat.of().formatHex(bytes) + "/";
    }
}
