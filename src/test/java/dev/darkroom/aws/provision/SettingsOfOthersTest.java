package dev.darkroom.aws.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.aws.UploadAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.EventBridgeConfiguration;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.TopicConfiguration;
import software.amazon.awssdk.services.s3.model.TransitionDefaultMinimumObjectSize;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Whatever others have configured on buckets and queues is there after provisioning, and after removing, as it was before. */
class SettingsOfOthersTest extends ProvisionerTestCase {

    private static final LifecycleRule EXPORTS = LifecycleRule.builder()
            .id("old-exports")
            .status(ExpirationStatus.ENABLED)
            .filter(f -> f.prefix("exports/"))
            .expiration(e -> e.days(30))
            .build();
    private static final CORSRule READING = CORSRule.builder()
            .allowedOrigins("https://other.example")
            .allowedMethods("GET")
            .build();
    private static final String BUCKET_STATEMENT =
            """
            {"Sid":"Audit","Effect":"Allow","Principal":{"AWS":"000000000000"},"Action":"s3:GetObject",\
            "Resource":"arn:aws:s3:::photos-in/*"}""";
    private static final String QUEUE_STATEMENT =
            """
            {"Effect":"Allow","Principal":{"AWS":"000000000000"},"Action":"sqs:SendMessage",\
            "Resource":"arn:aws:sqs:eu-central-1:000000000000:photos-in-events"}""";

    @BeforeEach
    void configureBucketAndQueue() {
        s3.createBucket(r -> r.bucket("photos-in").createBucketConfiguration(c -> c.locationConstraint(REGION)));
        s3.putBucketPolicy(r -> r.bucket("photos-in").policy(policy(BUCKET_STATEMENT)));
        s3.putBucketCors(r -> r.bucket("photos-in").corsConfiguration(c -> c.corsRules(READING)));
        s3.putBucketLifecycleConfiguration(r -> r.bucket("photos-in").lifecycleConfiguration(c -> c.rules(EXPORTS)));
        sqs.createQueue(r -> r.queueName("photos-in-events")
                .attributes(Map.of(
                        QueueAttributeName.POLICY, policy(QUEUE_STATEMENT), QueueAttributeName.DELAY_SECONDS, "3")));
    }

    private static String policy(String statement) {
        return "{\"Version\":\"2012-10-17\",\"Id\":\"ours\",\"Statement\":" + statement + "}";
    }

    @Test
    void shouldStayWhenAGalleryIsProvisioned() throws JsonProcessingException {
        new Provisioner(s3, sqs).provision(gallery(UploadAccess.ANONYMOUS));

        assertThat(statements(bucketPolicy())).hasSize(2).contains(json(BUCKET_STATEMENT));
        assertThat(json(bucketPolicy()).path("Id").asText()).isEqualTo("ours");
        assertThat(statements(queuePolicy())).hasSize(2).contains(json(QUEUE_STATEMENT));
        assertThat(s3.getBucketCors(r -> r.bucket("photos-in")).corsRules())
                .hasSize(2)
                .contains(READING);
        assertThat(rules()).hasSize(3).contains(EXPORTS);
        assertThat(attributes("photos-in-events")).containsEntry(QueueAttributeName.DELAY_SECONDS, "3");
    }

    @Test
    void shouldStayWhenUploadsBecomeSignedAndWhenTheGalleryIsRemoved() throws JsonProcessingException {
        s3.putObject(r -> r.bucket("photos-in").key("keeps-the-bucket.jpg"), RequestBody.fromString("photo"));
        new Provisioner(s3, sqs).provision(gallery(UploadAccess.ANONYMOUS));

        new Provisioner(s3, sqs).provision(gallery(UploadAccess.SIGNED));
        new Deprovisioner(s3, sqs).remove(gallery(UploadAccess.SIGNED));

        assertThat(statements(bucketPolicy())).containsExactly(json(BUCKET_STATEMENT));
        assertThat(statements(queuePolicy())).containsExactly(json(QUEUE_STATEMENT));
        assertThat(s3.getBucketCors(r -> r.bucket("photos-in")).corsRules()).containsExactly(READING);
        assertThat(rules()).containsExactly(EXPORTS);
        assertThat(s3.getBucketNotificationConfiguration(r -> r.bucket("photos-in"))
                        .queueConfigurations())
                .isEmpty();
    }

    @Test
    void shouldKeepTheSmallestSizeFromWhichObjectsChangeTheirStorageClass() {
        List<PutBucketLifecycleConfigurationRequest> puts = new ArrayList<>();
        S3Client varying = new DelegatingS3Client(s3) {
            @Override
            public GetBucketLifecycleConfigurationResponse getBucketLifecycleConfiguration(
                    GetBucketLifecycleConfigurationRequest request) {
                return super.getBucketLifecycleConfiguration(request).toBuilder()
                        .transitionDefaultMinimumObjectSize(TransitionDefaultMinimumObjectSize.VARIES_BY_STORAGE_CLASS)
                        .build();
            }

            @Override
            public PutBucketLifecycleConfigurationResponse putBucketLifecycleConfiguration(
                    PutBucketLifecycleConfigurationRequest request) {
                puts.add(request);
                return super.putBucketLifecycleConfiguration(request);
            }
        };

        new UploadLifecycle(varying, new Changes(Changes.Mode.APPLY)).ensure("photos-in");
        new UploadLifecycle(varying, new Changes(Changes.Mode.APPLY)).remove("photos-in");

        assertThat(puts)
                .hasSize(2)
                .allMatch(put -> put.transitionDefaultMinimumObjectSize()
                        == TransitionDefaultMinimumObjectSize.VARIES_BY_STORAGE_CLASS);
    }

    @Test
    void shouldKeepNotificationsOfEveryKind() {
        GetBucketNotificationConfigurationResponse present = GetBucketNotificationConfigurationResponse.builder()
                .queueConfigurations(QueueConfiguration.builder()
                        .id("deleted")
                        .queueArn("arn:aws:sqs:eu-central-1:000000000000:audit")
                        .events(Event.S3_OBJECT_REMOVED)
                        .build())
                .topicConfigurations(TopicConfiguration.builder()
                        .id("restored")
                        .topicArn("arn:aws:sns:eu-central-1:000000000000:restored")
                        .events(Event.S3_OBJECT_RESTORE)
                        .build())
                .lambdaFunctionConfigurations(LambdaFunctionConfiguration.builder()
                        .id("tagged")
                        .lambdaFunctionArn("arn:aws:lambda:eu-central-1:000000000000:function:tagged")
                        .events(Event.S3_OBJECT_TAGGING)
                        .build())
                .eventBridgeConfiguration(EventBridgeConfiguration.builder().build())
                .build();
        NotifyingS3 notifying = new NotifyingS3(s3, present);

        new Provisioner(notifying, sqs).provision(gallery(UploadAccess.SIGNED));

        assertThat(notifying.puts).singleElement().satisfies(put -> {
            assertThat(put.queueConfigurations())
                    .hasSize(2)
                    .containsAll(present.queueConfigurations())
                    .last()
                    .extracting(QueueConfiguration::id)
                    .isEqualTo("darkroom-uploads");
            assertThat(put.topicConfigurations()).isEqualTo(present.topicConfigurations());
            assertThat(put.lambdaFunctionConfigurations()).isEqualTo(present.lambdaFunctionConfigurations());
            assertThat(put.eventBridgeConfiguration()).isEqualTo(present.eventBridgeConfiguration());
        });
    }

    @ParameterizedTest
    @CsvSource({
        "s3:ObjectCreated:*, ''",
        "s3:ObjectCreated:Put, ''",
        "s3:ObjectCreated:*, exports/",
        "s3:ObjectCreated:CompleteMultipartUpload, exports/"
    })
    void shouldBeRefusedWhereTheyTakeEventsOfUploads(String event, String prefix) {
        String audit = "arn:aws:sns:eu-central-1:000000000000:audit";
        TopicConfiguration.Builder topic =
                TopicConfiguration.builder().id("audit").topicArn(audit).eventsWithStrings(event);
        if (!prefix.isEmpty()) {
            topic.filter(f -> f.key(k -> k.filterRules(
                    FilterRule.builder().name("prefix").value(prefix).build())));
        }
        NotifyingS3 notifying = new NotifyingS3(
                s3,
                GetBucketNotificationConfigurationResponse.builder()
                        .topicConfigurations(topic.build())
                        .build());

        ProvisioningException refusal =
                catchThrowableOfType(ProvisioningException.class, () -> new Provisioner(notifying, sqs)
                        .provision(gallery(UploadAccess.SIGNED)));

        assertThat(refusal.reason()).isEqualTo(FailureReason.NOTIFICATION_CONFLICT);
        assertThat(refusal)
                .hasMessageContaining("'photos-in' already reports new objects to " + audit)
                .hasMessageContaining("notification 'audit'")
                .hasMessageContaining("Remove that notification");
        assertThat(notifying.puts).isEmpty();
    }

    /** The sandbox has notifications to queues only. */
    private static final class NotifyingS3 extends DelegatingS3Client {

        private final GetBucketNotificationConfigurationResponse present;
        private final List<NotificationConfiguration> puts = new ArrayList<>();

        NotifyingS3(S3Client s3, GetBucketNotificationConfigurationResponse present) {
            super(s3);
            this.present = present;
        }

        @Override
        public GetBucketNotificationConfigurationResponse getBucketNotificationConfiguration(
                GetBucketNotificationConfigurationRequest request) {
            return present;
        }

        @Override
        public PutBucketNotificationConfigurationResponse putBucketNotificationConfiguration(
                PutBucketNotificationConfigurationRequest request) {
            puts.add(request.notificationConfiguration());
            return PutBucketNotificationConfigurationResponse.builder().build();
        }
    }

    private List<LifecycleRule> rules() {
        return s3.getBucketLifecycleConfiguration(r -> r.bucket("photos-in")).rules();
    }

    private String bucketPolicy() {
        return s3.getBucketPolicy(r -> r.bucket("photos-in")).policy();
    }

    private String queuePolicy() {
        return attributes("photos-in-events").get(QueueAttributeName.POLICY);
    }

    private static Iterable<JsonNode> statements(String policy) throws JsonProcessingException {
        return json(policy).path("Statement");
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }
}
