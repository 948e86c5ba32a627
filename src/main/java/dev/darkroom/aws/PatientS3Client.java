package dev.darkroom.aws;

import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * An S3 client for routes: they can start while S3 cannot be reached.
 *
 * <p>Each of Camel's S3 endpoints asks for its bucket when it starts, and the process would end if there is no answer. Whether the
 * bucket is there shows when it is used, so no answer is taken for yes.
 */
final class PatientS3Client extends DelegatingS3Client {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int SERVER_ERROR = 500;

    PatientS3Client(S3Client s3) {
        super(s3);
    }

    @Override
    public HeadBucketResponse headBucket(HeadBucketRequest request) {
        try {
            return super.headBucket(request.toBuilder()
                    .overrideConfiguration(o -> o.apiCallTimeout(PATIENCE))
                    .build());
        } catch (S3Exception e) {
            if (e.statusCode() < SERVER_ERROR) {
                throw e;
            }
            return HeadBucketResponse.builder().build();
        } catch (SdkException e) {
            return HeadBucketResponse.builder().build();
        }
    }
}
