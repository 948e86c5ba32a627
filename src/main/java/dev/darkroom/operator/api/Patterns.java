package dev.darkroom.operator.api;

/** What names and addresses look like. Regular expressions of RE2, which the API server uses. */
final class Patterns {

    /** "General purpose bucket naming rules" in the Amazon S3 user guide; dots are looked at by a rule of their own. */
    static final String BUCKET = "^[a-z0-9][a-z0-9.-]*[a-z0-9]$";

    /** CreateQueue in the Amazon SQS API reference, without FIFO queues, which S3 cannot notify. */
    static final String QUEUE = "^[A-Za-z0-9_-]+$";

    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?";

    /** A host name, an IPv4 or an IPv6 address. */
    private static final String HOST = "(" + LABEL + "(\\." + LABEL + ")*\\.?|\\[[0-9A-Fa-f:.]+\\])";

    /** RFC 3986, without user and query. */
    static final String URL =
            "^https?://" + HOST + "(:[0-9]{1,5})?(/([A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*)?$";

    static final String ORIGIN = "^(\\*|https?://[^\\s/?#]+)$";

    /** RFC 1123 subdomain, as Kubernetes names its objects. */
    static final String OBJECT_NAME = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

    private Patterns() {}
}
