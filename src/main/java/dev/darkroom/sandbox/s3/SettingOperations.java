package dev.darkroom.sandbox.s3;

import dev.darkroom.sandbox.auth.Policy;
import dev.darkroom.sandbox.http.Response;
import dev.darkroom.sandbox.http.ServiceException;
import dev.darkroom.sandbox.http.Xml;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Reading, writing and deleting the sub-resources of buckets. */
final class SettingOperations {

    /** A sub-resource that is an XML document. */
    private record Setting(
            String name, String root, String operation, String action, String missingCode, String missingMessage) {}

    private static final List<Setting> SETTINGS = List.of(
            new Setting(
                    "cors",
                    "CORSConfiguration",
                    "BucketCors",
                    "BucketCORS",
                    "NoSuchCORSConfiguration",
                    "The CORS configuration does not exist"),
            new Setting(
                    "lifecycle",
                    "LifecycleConfiguration",
                    "BucketLifecycleConfiguration",
                    "LifecycleConfiguration",
                    "NoSuchLifecycleConfiguration",
                    "The lifecycle configuration does not exist"),
            new Setting(
                    "encryption",
                    "ServerSideEncryptionConfiguration",
                    "BucketEncryption",
                    "EncryptionConfiguration",
                    "ServerSideEncryptionConfigurationNotFoundError",
                    "The server side encryption configuration was not found"),
            new Setting(
                    "tagging",
                    "Tagging",
                    "BucketTagging",
                    "BucketTagging",
                    "NoSuchTagSet",
                    "The TagSet does not exist"),
            new Setting(
                    "ownershipControls",
                    "OwnershipControls",
                    "BucketOwnershipControls",
                    "BucketOwnershipControls",
                    "OwnershipControlsNotFoundError",
                    "The bucket ownership controls were not found"),
            new Setting(
                    "publicAccessBlock",
                    "PublicAccessBlockConfiguration",
                    "PublicAccessBlock",
                    "BucketPublicAccessBlock",
                    "NoSuchPublicAccessBlockConfiguration",
                    "The public access block configuration was not found"));

    private static final Set<String> EVENTS_SENT = Set.of(
            "s3:ObjectCreated:*",
            "s3:ObjectCreated:Put",
            "s3:ObjectCreated:Post",
            "s3:ObjectCreated:Copy",
            "s3:ObjectCreated:CompleteMultipartUpload",
            "s3:ObjectRemoved:*",
            "s3:ObjectRemoved:Delete");

    private final Buckets buckets;
    private final Events events;

    SettingOperations(Buckets buckets, Events events) {
        this.buckets = buckets;
        this.events = events;
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>(List.of(
                route("GET", "policy", "GetBucketPolicy", "GetBucketPolicy", this::getPolicy),
                route("PUT", "policy", "PutBucketPolicy", "PutBucketPolicy", this::putPolicy),
                route("DELETE", "policy", "DeleteBucketPolicy", "DeleteBucketPolicy", r -> delete(r, "policy")),
                route("GET", "policyStatus", "GetBucketPolicyStatus", "GetBucketPolicyStatus", this::policyStatus),
                route(
                        "GET",
                        "notification",
                        "GetBucketNotificationConfiguration",
                        "GetBucketNotification",
                        r -> get(
                                r,
                                "notification",
                                Xml.of("NotificationConfiguration").document())),
                route(
                        "PUT",
                        "notification",
                        "PutBucketNotificationConfiguration",
                        "PutBucketNotification",
                        this::putNotification)));
        for (Setting setting : SETTINGS) {
            String deleted = setting.operation().replace("LifecycleConfiguration", "Lifecycle");
            routes.add(route(
                    "GET",
                    setting.name(),
                    "Get" + setting.operation(),
                    "Get" + setting.action(),
                    r -> get(r, setting)));
            routes.add(route(
                    "PUT",
                    setting.name(),
                    "Put" + setting.operation(),
                    "Put" + setting.action(),
                    r -> put(r, setting)));
            routes.add(route(
                    "DELETE",
                    setting.name(),
                    "Delete" + deleted,
                    "Put" + setting.action(),
                    r -> delete(r, setting.name())));
        }
        return routes;
    }

    private static Route route(
            String method, String subresource, String operation, String action, Route.Handler handler) {
        return new Route(method, Route.Level.BUCKET, subresource, operation, action, handler);
    }

    private Response get(S3Request request, String name, String fallback) {
        String document =
                buckets.get(request.bucket()).settings().document(name).orElse(fallback);
        return Response.of(200, "application/xml", document);
    }

    private Response get(S3Request request, Setting setting) {
        return buckets.get(request.bucket())
                .settings()
                .document(setting.name())
                .map(document -> Response.of(200, "application/xml", document))
                .orElseThrow(() -> new ServiceException(404, setting.missingCode(), setting.missingMessage()));
    }

    private Response put(S3Request request, Setting setting) throws IOException {
        Xml document = Xml.parse(request.document(), setting.root());
        if (setting.name().equals("lifecycle")) {
            document = Xml.of(
                    document.name(),
                    document.children().stream().map(SettingOperations::named).toList());
        }
        String text = document.document();
        buckets.get(request.bucket()).configure(s -> s.with(setting.name(), text));
        return Response.of(setting.name().equals("tagging") ? 204 : 200);
    }

    private Response delete(S3Request request, String name) throws IOException {
        Bucket bucket = buckets.get(request.bucket());
        if (name.equals("encryption")) {
            bucket.configure(s -> s.with(name, BucketSettings.defaultEncryption()));
        } else {
            bucket.configure(s -> s.without(name));
        }
        return Response.of(204);
    }

    private Response getPolicy(S3Request request) {
        return Response.of(200, "application/json", policyDocument(request));
    }

    private Response policyStatus(S3Request request) {
        boolean isPublic = Policy.parse(policyDocument(request)).isPublic();
        return BucketOperations.xml(Xml.of("PolicyStatus", Xml.leaf("IsPublic", isPublic)));
    }

    private String policyDocument(S3Request request) {
        return buckets.get(request.bucket())
                .settings()
                .document("policy")
                .orElseThrow(() -> new ServiceException(404, "NoSuchBucketPolicy", "The bucket policy does not exist"));
    }

    private Response putPolicy(S3Request request) throws IOException {
        String document = request.document();
        boolean isPublic = Policy.parse(document).isPublic();
        buckets.get(request.bucket()).configure(settings -> {
            if (isPublic && settings.blocks("BlockPublicPolicy")) {
                throw new ServiceException(
                        403,
                        "AccessDenied",
                        "User is not authorized to perform s3:PutBucketPolicy because public policies are prevented"
                                + " by the BlockPublicPolicy setting in S3 Block Public Access.");
            }
            return settings.with("policy", document);
        });
        return Response.of(204);
    }

    private Response putNotification(S3Request request) throws IOException {
        Bucket bucket = buckets.get(request.bucket());
        Xml given = Xml.parse(request.document(), "NotificationConfiguration");
        Xml document = Xml.of(
                given.name(),
                given.children().stream().map(SettingOperations::named).toList());
        List<NotificationRule> rules = NotificationRule.parse(document.document());
        validate(rules, bucket);
        bucket.configure(s -> s.with("notification", document.document()));
        rules.forEach(rule -> events.test(rule, bucket, request.http()));
        return Response.of(200);
    }

    private void validate(List<NotificationRule> rules, Bucket bucket) {
        for (NotificationRule rule : rules) {
            if (rule.events().isEmpty()) {
                throw Errors.invalidArgument("A notification names at least one event");
            }
            rule.events().stream()
                    .filter(e -> !EVENTS_SENT.contains(e))
                    .findFirst()
                    .ifPresent(other -> {
                        throw ServiceException.notImplemented("the event " + other);
                    });
            if (!events.reaches(rule, bucket)) {
                throw Errors.invalidArgument("Unable to validate the following destination configurations");
            }
            if (rules.stream().anyMatch(other -> other != rule && other.overlaps(rule))) {
                throw Errors.invalidArgument(
                        "Configurations overlap. Configurations on the same bucket cannot share a common event type.");
            }
        }
    }

    /** S3 names rules that came without a name. */
    private static Xml named(Xml rule) {
        String element = rule.name().equals("Rule") ? "ID" : "Id";
        boolean unnamed = Stream.of("ID", "Id").noneMatch(n -> rule.first(n).isPresent());
        return unnamed ? rule.withFirst(Xml.leaf(element, UUID.randomUUID())) : rule;
    }
}
