package dev.darkroom.aws.provision;

import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * S3 as this package sees it: failures come as {@link ProvisioningException} or {@link Absent}, and once the account is known,
 * S3 refuses every call on a bucket of another account.
 */
final class TranslatingS3Client extends DelegatingS3Client {

    private static final String EXPECTED_OWNER = "x-amz-expected-bucket-owner";

    private final S3Client s3;
    private final Refusals refusals;
    private final Optional<String> owner;

    TranslatingS3Client(S3Client s3) {
        this(s3, Optional.empty());
    }

    private TranslatingS3Client(S3Client s3, Optional<String> owner) {
        super(s3);
        this.s3 = s3;
        this.refusals = Refusals.in(s3.serviceClientConfiguration().region());
        this.owner = owner;
    }

    /** @return the same client, whose calls fail on buckets of any other account */
    TranslatingS3Client onlyOf(Optional<String> account) {
        return new TranslatingS3Client(s3, account);
    }

    @Override
    protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
        try {
            return operation.apply(withOwner(request));
        } catch (SdkException e) {
            throw refusals.translate(call(request), e);
        } catch (IllegalArgumentException e) {
            throw Refusals.unusable(call(request), e);
        }
    }

    private static AwsCall call(S3Request request) {
        return AwsCall.of(
                request, request.getValueForField("Bucket", String.class).orElse(""));
    }

    private <T extends S3Request> T withOwner(T request) {
        // a bucket that is yet to be made has no owner
        if (owner.isEmpty() || request instanceof CreateBucketRequest) {
            return request;
        }
        AwsRequestOverrideConfiguration configuration = request.overrideConfiguration()
                .map(AwsRequestOverrideConfiguration::toBuilder)
                .orElseGet(AwsRequestOverrideConfiguration::builder)
                .putHeader(EXPECTED_OWNER, owner.get())
                .build();
        // a request's builder builds a request of the same class, which its signature does not say
        @SuppressWarnings("unchecked")
        T owned = (T) request.toBuilder().overrideConfiguration(configuration).build();
        return owned;
    }
}
