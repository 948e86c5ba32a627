package dev.darkroom.sandbox.s3;

import dev.darkroom.sandbox.auth.Policy;
import dev.darkroom.sandbox.http.Xml;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The sub-resources of a bucket as they were put, and what they mean. Immutable. */
final class BucketSettings {
    private final Map<String, String> documents;
    private final Optional<Policy> policy;
    private final List<CorsRule> cors;
    private final List<NotificationRule> notifications;

    /**
     * Takes over documents, by the name of their sub-resource.
     *
     * @throws dev.darkroom.sandbox.http.ServiceException when one of them is malformed
     */
    BucketSettings(Map<String, String> documents) {
        this.documents = Map.copyOf(documents);
        this.policy = document("policy").map(Policy::parse);
        this.cors = document("cors").map(CorsRule::parse).orElse(List.of());
        this.notifications =
                document("notification").map(NotificationRule::parse).orElse(List.of());
    }

    /** What AWS gives a new bucket. */
    static BucketSettings ofNewBucket() {
        Xml access = Xml.of(
                "PublicAccessBlockConfiguration",
                Xml.leaf("BlockPublicAcls", true),
                Xml.leaf("IgnorePublicAcls", true),
                Xml.leaf("BlockPublicPolicy", true),
                Xml.leaf("RestrictPublicBuckets", true));
        Xml ownership = Xml.of("OwnershipControls", Xml.of("Rule", Xml.leaf("ObjectOwnership", "BucketOwnerEnforced")));
        return new BucketSettings(Map.of(
                "publicAccessBlock", access.document(),
                "ownershipControls", ownership.document(),
                "encryption", defaultEncryption()));
    }

    /** Encryption that S3 applies when nothing else is said. */
    static String defaultEncryption() {
        return Xml.of(
                        "ServerSideEncryptionConfiguration",
                        Xml.of(
                                "Rule",
                                Xml.of("ApplyServerSideEncryptionByDefault", Xml.leaf("SSEAlgorithm", "AES256")),
                                Xml.leaf("BucketKeyEnabled", false)))
                .document();
    }

    BucketSettings with(String name, String document) {
        Map<String, String> changed = new TreeMap<>(documents);
        changed.put(name, document);
        return new BucketSettings(changed);
    }

    BucketSettings without(String name) {
        Map<String, String> changed = new TreeMap<>(documents);
        changed.remove(name);
        return new BucketSettings(changed);
    }

    Map<String, String> documents() {
        return documents;
    }

    Optional<String> document(String name) {
        return Optional.ofNullable(documents.get(name));
    }

    Optional<Policy> policy() {
        return policy;
    }

    List<CorsRule> cors() {
        return cors;
    }

    List<NotificationRule> notifications() {
        return notifications;
    }

    /** Whether a flag of the public access block is on. */
    boolean blocks(String flag) {
        return document("publicAccessBlock")
                .map(d -> Xml.parse(d, "PublicAccessBlockConfiguration"))
                .flatMap(x -> x.value(flag))
                .map(Boolean::parseBoolean)
                .orElse(false);
    }

    /** Whether access control lists are switched off. */
    boolean ownerEnforced() {
        return document("ownershipControls")
                .filter(d -> d.contains("BucketOwnerEnforced"))
                .isPresent();
    }
}
