package dev.darkroom.aws.provision;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** The one place where what AWS answers, or fails to, becomes what a person has to do. Immutable. */
final class Refusals {

    private static final int MOVED = 301;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;

    private final Region region;

    private Refusals(Region region) {
        this.region = region;
    }

    /** @param region where the client sends its calls */
    static Refusals in(Region region) {
        return new Refusals(region);
    }

    /**
     * @param call what was asked for
     * @param failure what came of it
     * @return a {@link ProvisioningException}, or {@link Absent} if the call asked for something that is not there
     */
    RuntimeException translate(AwsCall call, SdkException failure) {
        if (!(failure instanceof AwsServiceException refused)) {
            return withoutAnswer(call, failure);
        }
        ErrorAnswer answer = new ErrorAnswer(refused);
        if (call.isQuestion() && isAbsent(call, answer)) {
            return new Absent(refused);
        }
        if (refused.isThrottlingException()) {
            return refusal(
                    FailureReason.THROTTLED,
                    call.subject() + ": AWS gets too many calls of this account. Wait.",
                    answer);
        }
        if (answer.status() >= SERVER_ERROR) {
            return refusal(
                    FailureReason.UNAVAILABLE,
                    call.subject() + ": AWS is in trouble itself. Wait, and look at its health dashboard.",
                    answer);
        }
        return byCode(call, answer);
    }

    /** The SDK itself does not send some names, such as those that look like an IP address. */
    static RuntimeException unusable(AwsCall call, IllegalArgumentException failure) {
        return new ProvisioningException(
                FailureReason.INVALID_NAME,
                call.subject() + " cannot be called that. Choose another name. " + failure.getMessage(),
                failure);
    }

    private static RuntimeException withoutAnswer(AwsCall call, SdkException failure) {
        String message = String.valueOf(failure.getMessage());
        // the SDK has no exception of its own for this, and lists every place where it looked
        if (message.startsWith("Unable to load credentials")) {
            return new ProvisioningException(
                    FailureReason.CREDENTIALS_INVALID,
                    "No AWS credentials are found: give some as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the"
                            + " environment, as a profile, or as the identity of a pod. " + message,
                    failure);
        }
        return new ProvisioningException(
                FailureReason.UNREACHABLE,
                call.subject() + ": no answer to " + call.operation() + ". Check " + call.way() + ". " + message,
                failure);
    }

    private static boolean isAbsent(AwsCall call, ErrorAnswer answer) {
        return switch (answer.code()) {
            case "QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue" -> true;
            case "NoSuchBucket" -> call.is("HeadBucket");
            default -> answer.status() == NOT_FOUND;
        };
    }

    private RuntimeException byCode(AwsCall call, ErrorAnswer answer) {
        String code = answer.code();
        if (answer.blamesCredentials()) {
            return refusal(
                    FailureReason.CREDENTIALS_INVALID,
                    "AWS does not accept the credentials: check that access key and secret key belong together, are"
                            + " active, and have not expired.",
                    answer);
        }
        return switch (code) {
            case "BucketAlreadyExists" -> taken(call, answer);
            case "BucketNotEmpty" -> refusal(FailureReason.BUCKET_NOT_EMPTY, call.subject() + " is not empty.", answer);
            case "InvalidBucketName" ->
                refusal(
                        FailureReason.INVALID_NAME,
                        call.subject() + " cannot be called that. Choose another name.",
                        answer);
            case "InvalidParameterValue" -> invalidParameter(call, answer);
            case "TooManyBuckets", "OverLimit" ->
                refusal(
                        FailureReason.LIMIT_REACHED,
                        call.subject()
                                + ": the account has as many as it may have. Delete some, or have AWS raise the quota.",
                        answer);
            case "QueueDeletedRecently", "AWS.SimpleQueueService.QueueDeletedRecently" ->
                refusal(
                        FailureReason.QUEUE_DELETED_RECENTLY,
                        call.subject()
                                + " was deleted less than 60 s ago, and SQS does not give its name out again before"
                                + " that. Wait a minute and try again.",
                        answer);
            case "NoSuchBucket",
                    "QueueDoesNotExist",
                    "AWS.SimpleQueueService.NonExistentQueue",
                    "BucketAlreadyOwnedByYou",
                    "OperationAborted",
                    "QueueNameExists",
                    "QueueAlreadyExists" ->
                refusal(
                        FailureReason.CHANGED_MEANWHILE,
                        call.subject()
                                + " is being created, changed or deleted by somebody else. Try again in a minute.",
                        answer);
            case "IllegalLocationConstraintException", "AuthorizationHeaderMalformed", "PermanentRedirect" ->
                elsewhere(call, answer);
            case "InvalidArgument" -> invalidArgument(call, answer);
            default -> byStatus(call, answer);
        };
    }

    /** An answer to HEAD has no body, so only its status tells. */
    private RuntimeException byStatus(AwsCall call, ErrorAnswer answer) {
        return switch (answer.status()) {
            case MOVED -> elsewhere(call, answer);
            case FORBIDDEN -> denied(call, answer);
            case BAD_REQUEST ->
                call.is("HeadBucket") && answer.bucketRegion().isPresent()
                        ? elsewhere(call, answer)
                        : other(call, answer);
            default -> other(call, answer);
        };
    }

    private RuntimeException denied(AwsCall call, ErrorAnswer answer) {
        if (call.is("HeadBucket")) {
            return refusal(
                    FailureReason.BUCKET_TAKEN,
                    call.subject() + " exists, but these credentials may not use it: it belongs to another account, or"
                            + " s3:ListBucket on " + resource(call)
                            + " is missing. Choose another name or grant the right.",
                    answer);
        }
        if (call.is("PutBucketPolicy") && answer.text().matches("(?s).*(BlockPublicPolicy|public policies).*")) {
            return refusal(
                    FailureReason.PUBLIC_ACCESS_BLOCKED,
                    call.subject()
                            + " may not be opened to anonymous uploads, since public access is blocked for the whole"
                            + " account or organization. Use signed uploads, or have Block Public Access of the account"
                            + " turned off.",
                    answer);
        }
        return refusal(
                FailureReason.ACCESS_DENIED,
                "These credentials lack " + call.action() + " on " + resource(call) + ". Grant it; docs/iam.md has the"
                        + " whole policy.",
                answer);
    }

    private RuntimeException taken(AwsCall call, ErrorAnswer answer) {
        return refusal(
                FailureReason.BUCKET_TAKEN,
                call.subject() + " belongs to another account: names of buckets are shared by all accounts. Choose"
                        + " another name.",
                answer);
    }

    private RuntimeException elsewhere(AwsCall call, ErrorAnswer answer) {
        return refusal(
                FailureReason.WRONG_REGION,
                call.subject() + " is in "
                        + answer.bucketRegion().map(name -> "region " + name).orElse("another region")
                        + ", not in " + region.id()
                        + ". Set the region (darkroom.aws.region) to the bucket's, or choose"
                        + " another bucket.",
                answer);
    }

    private static RuntimeException invalidParameter(AwsCall call, ErrorAnswer answer) {
        return call.is("CreateQueue")
                ? refusal(
                        FailureReason.INVALID_NAME,
                        call.subject() + " cannot be called that. Choose another name.",
                        answer)
                : other(call, answer);
    }

    private static RuntimeException invalidArgument(AwsCall call, ErrorAnswer answer) {
        if (!call.is("PutBucketNotificationConfiguration")) {
            return other(call, answer);
        }
        if (answer.text().contains("overlap")) {
            return refusal(
                    FailureReason.NOTIFICATION_CONFLICT,
                    call.subject()
                            + " already reports uploads to somebody else. Remove that notification, or choose another"
                            + " bucket.",
                    answer);
        }
        return refusal(
                FailureReason.NOTIFICATION_REFUSED,
                call.subject()
                        + ": S3 cannot reach every destination of the bucket's notifications. Look for one, be it"
                        + " somebody else's, that was deleted, that does not let S3 send to it, or whose KMS key does"
                        + " not let S3 use it.",
                answer);
    }

    private static RuntimeException other(AwsCall call, ErrorAnswer answer) {
        return refusal(FailureReason.REFUSED, call.subject() + ": AWS refuses " + call.operation() + ".", answer);
    }

    private String resource(AwsCall call) {
        return call.arn(PartitionMetadata.of(region).id(), region.id());
    }

    private static ProvisioningException refusal(FailureReason reason, String message, ErrorAnswer answer) {
        return new ProvisioningException(reason, message + " AWS says: " + answer.text(), answer.failure());
    }
}
