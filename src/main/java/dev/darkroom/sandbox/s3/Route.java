package dev.darkroom.sandbox.s3;

import dev.darkroom.sandbox.http.Response;
import java.io.IOException;
import java.util.Set;

/**
 * One operation of S3.
 *
 * @param method HTTP method
 * @param level what the path names
 * @param subresource query parameter that tells it from others, empty for none
 * @param operation its name in AWS's API
 * @param action the permission it needs, without {@code s3:}; empty when the operation judges by itself
 * @param handler does the work
 */
record Route(String method, Level level, String subresource, String operation, String action, Handler handler) {

    /** Sub-resources of S3: a request that names one is never a plain bucket or object request. */
    static final Set<String> SUBRESOURCES = Set.of(
            "abac",
            "accelerate",
            "acl",
            "analytics",
            "append",
            "attributes",
            "cors",
            "delete",
            "encryption",
            "intelligent-tiering",
            "inventory",
            "legal-hold",
            "lifecycle",
            "list-type",
            "location",
            "logging",
            "metadataConfiguration",
            "metadataTable",
            "metrics",
            "notification",
            "object-lock",
            "ownershipControls",
            "partNumber",
            "policy",
            "policyStatus",
            "publicAccessBlock",
            "renameObject",
            "replication",
            "requestPayment",
            "restore",
            "retention",
            "select",
            "session",
            "tagging",
            "torrent",
            "uploadId",
            "uploads",
            "versionId",
            "versioning",
            "versions",
            "website");

    /** What a path names. */
    enum Level {
        /** {@code /}. */
        SERVICE,
        /** {@code /bucket}. */
        BUCKET,
        /** {@code /bucket/key}. */
        OBJECT
    }

    /** Carries out an operation. */
    @FunctionalInterface
    interface Handler {
        Response handle(S3Request request) throws IOException;
    }
}
