package dev.darkroom.aws.provision;

/** Why AWS could not be made what a gallery needs, in one word. */
public enum FailureReason {

    /** The credentials are good, but an IAM action is not allowed. */
    ACCESS_DENIED("AccessDenied", false),

    /** The name of a bucket is in use by another account. */
    BUCKET_TAKEN("BucketTaken", false),

    /** A bucket is in another region than the one that is set. */
    WRONG_REGION("WrongRegion", false),

    /** SQS does not give out the name of a deleted queue for a minute. */
    QUEUE_DELETED_RECENTLY("QueueDeletedRecently", true),

    /** No credentials were found, or AWS does not know them, or they have expired. */
    CREDENTIALS_INVALID("CredentialsInvalid", false),

    /** S3 or SQS does not answer. */
    UNREACHABLE("Unreachable", true),

    /** Too many calls in too short a time. */
    THROTTLED("Throttled", true),

    /** S3 or SQS is in trouble itself. */
    UNAVAILABLE("Unavailable", true),

    /** A bucket or a queue was removed, or changed by somebody else, while it was being set up. */
    CHANGED_MEANWHILE("ChangedMeanwhile", true),

    /** S3 or SQS does not accept the name of a bucket or a queue. */
    INVALID_NAME("InvalidName", false),

    /** An address, of S3 and SQS or of the gallery, is none that can be used. */
    INVALID_ADDRESS("InvalidAddress", false),

    /** Public access is blocked for the whole account, so that anonymous uploads cannot be allowed. */
    PUBLIC_ACCESS_BLOCKED("PublicAccessBlocked", false),

    /** Somebody else's notification takes the events of uploads, and S3 reports an event to one place only. */
    NOTIFICATION_CONFLICT("NotificationConflict", false),

    /** S3 cannot send to a queue, topic or function that the bucket's notifications name. */
    NOTIFICATION_REFUSED("NotificationRefused", true),

    /** A bucket that was to be deleted holds something. */
    BUCKET_NOT_EMPTY("BucketNotEmpty", false),

    /** The account has as many buckets or queues as AWS allows. */
    LIMIT_REACHED("LimitReached", false),

    /** Anything else that AWS refuses. */
    REFUSED("Refused", false);

    private final String word;
    private final boolean passing;

    FailureReason(String word, boolean passing) {
        this.word = word;
        this.passing = passing;
    }

    /** @return the reason in the form that Kubernetes wants for conditions and events, such as {@code AccessDenied} */
    public String word() {
        return word;
    }

    /** @return whether it may pass by itself, so that trying again soon makes sense; otherwise a person has to do something */
    public boolean isPassing() {
        return passing;
    }
}
