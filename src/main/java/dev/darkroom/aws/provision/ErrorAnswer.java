package dev.darkroom.aws.provision;

import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * An answer by which S3 or SQS says no.
 *
 * @param failure what the SDK made of it
 */
record ErrorAnswer(AwsServiceException failure) {

    private static final String BUCKET_REGION = "x-amz-bucket-region";

    private static final String MARKS = ",? ?(Extended )?Request ID: [^,)]*| \\(SDK Attempt Count: \\d+\\)";

    private static final Set<String> BAD_CREDENTIALS = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "InvalidSecurity",
            "InvalidSignatureException",
            "InvalidToken",
            "MissingAuthenticationToken",
            "SignatureDoesNotMatch",
            "TokenRefreshRequired",
            "UnrecognizedClientException");

    int status() {
        return failure.statusCode();
    }

    /** @return such as {@code NoSuchBucket}; empty text for an answer without a body */
    String code() {
        return Optional.ofNullable(failure.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .orElse("");
    }

    boolean blamesCredentials() {
        return BAD_CREDENTIALS.contains(code());
    }

    /** @return what AWS says, without the marks of this very request: the same refusal has the same text each time */
    String text() {
        return String.valueOf(failure.getMessage()).replaceAll(MARKS, "");
    }

    /** @return where the bucket is, if the answer tells */
    Optional<String> bucketRegion() {
        return Optional.ofNullable(failure.awsErrorDetails())
                .map(AwsErrorDetails::sdkHttpResponse)
                .flatMap(response -> response.firstMatchingHeader(BUCKET_REGION));
    }
}
