package dev.darkroom.sandbox;

import static dev.darkroom.sandbox.S3ObjectTest.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

class S3SettingsTest extends SandboxTestCase {
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void shouldGiveNewBucketsTheDefaultsOfAws() {
        String bucket = newBucket();

        PublicAccessBlockConfiguration access =
                s3.getPublicAccessBlock(g -> g.bucket(bucket)).publicAccessBlockConfiguration();
        assertThat(List.of(
                        access.blockPublicAcls(),
                        access.ignorePublicAcls(),
                        access.blockPublicPolicy(),
                        access.restrictPublicBuckets()))
                .containsOnly(true);
        assertThat(s3.getBucketOwnershipControls(g -> g.bucket(bucket))
                        .ownershipControls()
                        .rules()
                        .get(0)
                        .objectOwnership())
                .isEqualTo(ObjectOwnership.BUCKET_OWNER_ENFORCED);
        assertThat(s3.getBucketEncryption(g -> g.bucket(bucket))
                        .serverSideEncryptionConfiguration()
                        .rules()
                        .get(0)
                        .applyServerSideEncryptionByDefault()
                        .sseAlgorithmAsString())
                .isEqualTo("AES256");
        assertThat(s3.getBucketNotificationConfiguration(g -> g.bucket(bucket)).queueConfigurations())
                .isEmpty();
        assertFails(404, "NoSuchBucketPolicy", () -> s3.getBucketPolicy(g -> g.bucket(bucket)));
        assertFails(404, "NoSuchCORSConfiguration", () -> s3.getBucketCors(g -> g.bucket(bucket)));
        assertFails(404, "NoSuchTagSet", () -> s3.getBucketTagging(g -> g.bucket(bucket)));
        assertFails(
                404, "NoSuchLifecycleConfiguration", () -> s3.getBucketLifecycleConfiguration(g -> g.bucket(bucket)));
    }

    @Test
    void shouldFollowTheRulesForMakingBuckets() {
        String bucket = newBucket();
        try (S3Client frankfurt =
                s3Client(sandbox, "test").region(Region.EU_CENTRAL_1).build()) {
            s3.createBucket(c -> c.bucket(bucket));

            String far = bucket + "-far";
            frankfurt.createBucket(
                    c -> c.bucket(far).createBucketConfiguration(l -> l.locationConstraint("eu-central-1")));
            assertThat(s3.getBucketLocation(g -> g.bucket(far)).locationConstraintAsString())
                    .isEqualTo("eu-central-1");
            assertThat(s3.headBucket(h -> h.bucket(far)).bucketRegion()).isEqualTo("eu-central-1");
            assertFails(
                    409,
                    "BucketAlreadyOwnedByYou",
                    () -> frankfurt.createBucket(
                            c -> c.bucket(far).createBucketConfiguration(l -> l.locationConstraint("eu-central-1"))));
        }
        assertThat(s3.listBuckets().buckets()).anyMatch(b -> b.name().equals(bucket));
        assertFails(
                403,
                "AccessDenied",
                () -> s3.getBucketTagging(h -> h.bucket(bucket).expectedBucketOwner("123456789012")));
    }

    @Test
    void shouldDeleteOnlyEmptyBuckets() {
        String bucket = newBucket();
        s3.putObject(p -> p.bucket(bucket).key("x"), RequestBody.empty());

        assertFails(409, "BucketNotEmpty", () -> s3.deleteBucket(d -> d.bucket(bucket)));
        s3.deleteObject(d -> d.bucket(bucket).key("x"));
        s3.deleteBucket(d -> d.bucket(bucket));
        assertFails(404, "NoSuchBucket", () -> s3.listObjectsV2(l -> l.bucket(bucket)));
    }

    @Test
    void shouldRefuseAPublicPolicyWhilePublicAccessIsBlocked() {
        String bucket = newBucket();
        String policy = allow(bucket, "*", "s3:GetObject", "");

        assertFails(
                403,
                "AccessDenied",
                () -> s3.putBucketPolicy(p -> p.bucket(bucket).policy(policy)));
        s3.deletePublicAccessBlock(d -> d.bucket(bucket));
        s3.putBucketPolicy(p -> p.bucket(bucket).policy(policy));

        assertThat(s3.getBucketPolicyStatus(g -> g.bucket(bucket))
                        .policyStatus()
                        .isPublic())
                .isTrue();
        assertThat(s3.getBucketPolicy(g -> g.bucket(bucket)).policy()).isEqualTo(policy);
        assertFails(
                400,
                "MalformedPolicy",
                () -> s3.putBucketPolicy(p -> p.bucket(bucket).policy("{}")));
    }

    @Test
    void shouldLetStrangersDoWhatThePolicySaysAndNoMore() throws Exception {
        String bucket = newBucket();
        s3.putObject(p -> p.bucket(bucket).key("a b.txt"), RequestBody.fromString("hello"));
        assertThat(get(bucket, "/a%20b.txt").statusCode()).isEqualTo(403);

        allowAnyone(bucket, "s3:Get*");

        assertThat(get(bucket, "/a%20b.txt").body()).isEqualTo("hello");
        assertThat(get(bucket, "/absent").statusCode())
                .as("may not know which keys exist")
                .isEqualTo(403);
        assertThat(get(bucket, "?list-type=2").statusCode()).isEqualTo(403);
        assertThat(get(bucket, "/a%20b.txt?response-content-type=text/html").statusCode())
                .isEqualTo(400);
        assertThat(send("PUT", bucket, "/x", "y").statusCode()).isEqualTo(403);

        s3.putPublicAccessBlock(
                p -> p.bucket(bucket).publicAccessBlockConfiguration(c -> c.restrictPublicBuckets(true)));
        assertThat(get(bucket, "/a%20b.txt").statusCode()).isEqualTo(403);
    }

    @Test
    void shouldNotGrantByAConditionItDoesNotUnderstandButDeny() throws Exception {
        String bucket = newBucket();
        s3.deletePublicAccessBlock(d -> d.bucket(bucket));
        s3.putObject(p -> p.bucket(bucket).key("x"), RequestBody.fromString("hello"));
        String condition = ", \"Condition\": {\"NumericLessThan\": {\"aws:MoonPhase\": \"3\"}}";

        s3.putBucketPolicy(p -> p.bucket(bucket).policy(allow(bucket, "*", "s3:GetObject", condition)));
        assertThat(get(bucket, "/x").statusCode()).isEqualTo(403);

        s3.putBucketPolicy(p -> p.bucket(bucket)
                .policy(allow(bucket, "*", "s3:GetObject", condition).replace("Allow", "Deny")));
        assertFails(
                403, "AccessDenied", () -> s3.getObject(g -> g.bucket(bucket).key("x")));
    }

    @Test
    void shouldRefuseAccessControlLists() {
        String bucket = newBucket();

        assertFails(
                400,
                "AccessControlListNotSupported",
                () -> s3.putObject(
                        p -> p.bucket(bucket).key("x").acl(ObjectCannedACL.PUBLIC_READ), RequestBody.empty()));
        assertFails(
                400,
                "AccessControlListNotSupported",
                () -> s3.putBucketAcl(p -> p.bucket(bucket).acl("public-read")));
        s3.putObject(
                p -> p.bucket(bucket).key("x").acl(ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL), RequestBody.empty());
        assertThat(s3.getBucketAcl(g -> g.bucket(bucket)).grants()).hasSize(1);
    }

    @Test
    void shouldAnswerBrowsersByTheCorsRules() throws Exception {
        String bucket = newBucket();
        String gallery = "http://gallery.example";
        assertThat(preflight(bucket, gallery, "POST").statusCode()).isEqualTo(403);
        s3.putBucketCors(p -> p.bucket(bucket)
                .corsConfiguration(c -> c.corsRules(CORSRule.builder()
                        .allowedOrigins("http://*.example")
                        .allowedMethods("POST", "GET")
                        .allowedHeaders("content-*")
                        .exposeHeaders("ETag")
                        .maxAgeSeconds(60)
                        .build())));

        HttpResponse<String> allowed = preflight(bucket, gallery, "POST");
        HttpResponse<String> simple = http.send(
                HttpRequest.newBuilder(at(bucket, "/x"))
                        .header("Origin", gallery)
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(allowed.statusCode()).isEqualTo(200);
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).hasValue(gallery);
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Headers")).hasValue("content-type");
        assertThat(allowed.headers().firstValue("Access-Control-Max-Age")).hasValue("60");
        assertThat(simple.statusCode()).isEqualTo(403);
        assertThat(simple.headers().firstValue("Access-Control-Allow-Origin")).hasValue(gallery);
        assertThat(simple.headers().firstValue("Access-Control-Expose-Headers")).hasValue("ETag");
        assertThat(preflight(bucket, gallery, "DELETE").statusCode()).isEqualTo(403);
        assertThat(preflight(bucket, "http://evil.test", "POST").statusCode()).isEqualTo(403);
        assertThat(s3.getBucketCors(g -> g.bucket(bucket)).corsRules()).hasSize(1);
    }

    @Test
    void shouldKeepLifecycleTagsEncryptionAndOwnership() {
        String bucket = newBucket();
        s3.putBucketLifecycleConfiguration(p -> p.bucket(bucket)
                .lifecycleConfiguration(c -> c.rules(LifecycleRule.builder()
                        .status(ExpirationStatus.ENABLED)
                        .filter(f -> f.prefix("old/"))
                        .expiration(e -> e.days(7))
                        .build())));
        s3.putBucketTagging(p -> p.bucket(bucket)
                .tagging(t -> t.tagSet(Tag.builder().key("a").value("b<&>").build())));
        s3.putBucketOwnershipControls(p -> p.bucket(bucket)
                .ownershipControls(o -> o.rules(OwnershipControlsRule.builder()
                        .objectOwnership(ObjectOwnership.OBJECT_WRITER)
                        .build())));

        LifecycleRule rule = s3.getBucketLifecycleConfiguration(g -> g.bucket(bucket))
                .rules()
                .get(0);
        assertThat(rule.expiration().days()).isEqualTo(7);
        assertThat(rule.filter().prefix()).isEqualTo("old/");
        assertThat(rule.id()).isNotEmpty();
        assertThat(s3.getBucketTagging(g -> g.bucket(bucket)).tagSet().get(0).value())
                .isEqualTo("b<&>");
        assertThat(s3.getBucketOwnershipControls(g -> g.bucket(bucket))
                        .ownershipControls()
                        .rules()
                        .get(0)
                        .objectOwnershipAsString())
                .isEqualTo("ObjectWriter");
        s3.deleteBucketLifecycle(d -> d.bucket(bucket));
        assertFails(
                404, "NoSuchLifecycleConfiguration", () -> s3.getBucketLifecycleConfiguration(g -> g.bucket(bucket)));
    }

    @Test
    void shouldSayWhatItDoesNotKnow() {
        String bucket = newBucket();

        assertFails(501, "NotImplemented", () -> s3.getBucketReplication(g -> g.bucket(bucket)));
        assertFails(
                501,
                "NotImplemented",
                () -> s3.putBucketVersioning(p -> p.bucket(bucket).versioningConfiguration(v -> v.status("Enabled"))));
        assertFails(
                501,
                "NotImplemented",
                () -> s3.putObject(p -> p.bucket(bucket).key("x").storageClass("GLACIER"), RequestBody.empty()));
        assertFails(
                501,
                "NotImplemented",
                () -> s3.getObject(g -> g.bucket(bucket).key("x").versionId("3")));
        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                                S3Exception.class, () -> s3.getBucketWebsite(g -> g.bucket(bucket)))
                        .getMessage())
                .contains("?website");
    }

    @Test
    void shouldRefuseExternalEntities() throws Exception {
        String bucket = newBucket();
        String bomb =
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Delete><Object><Key>&e;</Key></Object></Delete>";
        allowAnyone(bucket, "s3:DeleteObject");

        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(at(bucket, "?delete"))
                        .header("Content-MD5", md5(bomb))
                        .POST(HttpRequest.BodyPublishers.ofString(bomb))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("MalformedXML").doesNotContain("root:");
    }

    private static String md5(String text) throws java.security.NoSuchAlgorithmException {
        byte[] hash = java.security.MessageDigest.getInstance("MD5")
                .digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return java.util.Base64.getEncoder().encodeToString(hash);
    }

    private static String allow(String bucket, String principal, String action, String condition) {
        return """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": "%s", "Action": "%s",
                  "Resource": "arn:aws:s3:::%s/*"%s}}"""
                .formatted(principal, action, bucket, condition);
    }

    private HttpResponse<String> preflight(String bucket, String origin, String method)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(at(bucket, "/x"))
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", method)
                        .header("Access-Control-Request-Headers", "content-type")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String bucket, String rest) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(at(bucket, rest)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String method, String bucket, String rest, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(at(bucket, rest))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private URI at(String bucket, String rest) {
        return URI.create(sandbox.endpoint() + "/" + bucket + rest);
    }
}
