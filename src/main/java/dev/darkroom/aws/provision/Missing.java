package dev.darkroom.aws.provision;

import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Reads of bucket settings, which S3 answers with 404 where nothing has been set. */
final class Missing {

    private static final int NOT_FOUND = 404;

    private Missing() {}

    /** @return the setting; empty if the bucket has none */
    static <T> Optional<T> asEmpty(Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (NoSuchBucketException e) {
            throw e;
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
