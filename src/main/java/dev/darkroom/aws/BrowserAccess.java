package dev.darkroom.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.BinaryUtils;

/**
 * Signs what a browser may do on S3 without credentials of its own: GET one object, or POST one form.
 *
 * <p>Signature Version 4 in both cases: query parameters for the GET, and a POST policy for the form ("Authenticating
 * Requests: Browser-Based Uploads Using POST" in the Amazon S3 API reference; the SDK offers no such signer).
 * Thread-safe.
 */
public final class BrowserAccess {

    private static final DateTimeFormatter AMZ_DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
    /** ISO 8601 with milliseconds, as the S3 documentation writes it; finer fractions are nowhere promised to work. */
    private static final DateTimeFormatter EXPIRATION =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** The S3 documentation has policies escape what is beyond ASCII. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final BucketUrls urls;
    private final Region region;
    private final AwsCredentialsProvider credentials;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    /**
     * @param urls where browsers find the buckets
     * @param region region that the signatures name
     * @param credentials whose rights a signed request carries
     */
    public BrowserAccess(BucketUrls urls, Region region, AwsCredentialsProvider credentials) {
        this.urls = urls;
        this.region = region;
        this.credentials = credentials;
    }

    /** @return the addresses that this signs for */
    public BucketUrls urls() {
        return urls;
    }

    /**
     * Presigns a GET. The same arguments and credentials give the same URL, so a caller who rounds {@code signedAt} gets
     * URLs that browsers can cache.
     *
     * @param bucket bucket of the object
     * @param key any object key
     * @param labels parameters that make one URL differ from another of the same object, and are signed with it; S3 pays no
     *     attention to those whose names start with {@code x-}, others than {@code x-amz-}
     * @param signedAt the moment from which the URL is valid
     * @param validity how long the URL is valid, at most 7 days
     * @return the signed URL
     */
    public URI presignGet(String bucket, String key, Map<String, String> labels, Instant signedAt, Duration validity) {
        SdkHttpRequest.Builder unsigned =
                SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(urls.object(bucket, key));
        labels.forEach(unsigned::putRawQueryParameter);
        SdkHttpRequest request = unsigned.build();
        return signer.sign(r -> r.identity(credentials.resolveCredentials())
                        .request(request)
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region.id())
                        .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false)
                        .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                        .putProperty(
                                AwsV4FamilyHttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, validity)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(signedAt, ZoneOffset.UTC)))
                .request()
                .getUri();
    }

    /**
     * Signs a form with which anyone may upload under the key, or keys, of its terms until it expires.
     *
     * @param terms what the form allows
     * @param signedAt now
     * @return the form fields, in the order in which they are to be sent, {@code file} (not among them) last
     */
    public Map<String, String> signForm(UploadTerms terms, Instant signedAt) {
        AwsCredentials signingCredentials = credentials.resolveCredentials();
        String scope = DAY.format(signedAt) + "/" + region.id() + "/s3/aws4_request";
        Map<String, String> fields = new LinkedHashMap<>(terms.fields());
        fields.put("x-amz-algorithm", "AWS4-HMAC-SHA256");
        fields.put("x-amz-credential", signingCredentials.accessKeyId() + "/" + scope);
        fields.put("x-amz-date", AMZ_DATE.format(signedAt));
        if (signingCredentials instanceof AwsSessionCredentials session) {
            fields.put("x-amz-security-token", session.sessionToken());
        }
        String policy =
                Base64.getEncoder().encodeToString(ascii(policy(terms, fields)).getBytes(StandardCharsets.US_ASCII));
        fields.put("policy", policy);
        fields.put("x-amz-signature", signature(signingCredentials.secretAccessKey(), signedAt, policy));
        return fields;
    }

    private static ObjectNode policy(UploadTerms terms, Map<String, String> fields) {
        ObjectNode policy = JSON.createObjectNode();
        policy.put("expiration", EXPIRATION.format(terms.expiresAt()));
        ArrayNode conditions = policy.putArray("conditions");
        conditions.addObject().put("bucket", terms.bucket());
        ArrayNode key = conditions.addArray();
        for (String part : terms.key().condition()) {
            key.add(part);
        }
        conditions.addArray().add("content-length-range").add(1).add(terms.maxBytes());
        fields.forEach((name, value) -> {
            if (!name.equals("key")) {
                conditions.addObject().put(name, value);
            }
        });
        return policy;
    }

    private static String ascii(ObjectNode policy) {
        try {
            return JSON.writeValueAsString(policy);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Any tree of texts and numbers can be written", e);
        }
    }

    private String signature(String secret, Instant signedAt, String text) {
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : new String[] {DAY.format(signedAt), region.id(), "s3", "aws4_request", text}) {
            key = hmac(key, part);
        }
        return BinaryUtils.toHex(key);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
