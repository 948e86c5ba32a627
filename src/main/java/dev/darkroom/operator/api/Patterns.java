package dev.darkroom.operator.api;

/** What names and addresses look like. Regular expressions of RE2, which the API server uses. */
final class Patterns {

    /** "General purpose bucket naming rules" in the Amazon S3 user guide; dots are looked at by a rule of their own. */
    static final String BUCKET = "^[a-z0-9][a-z0-9.-]*[a-z0-9]$";

    /** CreateQueue in the Amazon SQS API reference, without FIFO queues, which S3 cannot notify. */
    static final String QUEUE = "^[A-Za-z0-9_-]+$";

    static final String URL = "^https?://[^\\s/?#]+(/[^\\s?#]*)?$";

    static final String ORIGIN = "^(\\*|https?://[^\\s/?#]+)$";

    /** RFC 1123 subdomain, as Kubernetes names its objects. */
    static final String OBJECT_NAME = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

    private Patterns() {}
}
