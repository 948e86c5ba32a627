package dev.darkroom.operator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.darkroom.operator.api.ConditionType;
import io.fabric8.kubernetes.api.model.Condition;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Buckets and queues are for one Gallery alone: of two that name the same, only the older one has them. These two may well be made in
 * the same second; then the names decide which one is older.
 */
class ConflictingGalleriesTest {

    private static final String OLDER = gallery("holiday", "holiday-in", "holiday-out", "holiday-jobs");
    private static final Duration SELDOM = Duration.ofMinutes(10);

    private Cluster cluster;

    @BeforeEach
    void startCluster() throws IOException {
        cluster = new Cluster();
        cluster.startOperator(SELDOM, files -> List.of());
        cluster.apply(OLDER);
        cluster.awaitCondition("holiday", ConditionType.PROVISIONED, ConflictingGalleriesTest::holds);
    }

    @AfterEach
    void stopCluster() {
        cluster.close();
    }

    @ParameterizedTest
    @CsvSource({
        "holiday-in,  other-out,  other-jobs,       bucket holiday-in",
        "other-in,    holiday-in, other-jobs,       bucket holiday-in",
        "holiday-out, other-out,  other-jobs,       bucket holiday-out",
        "other-in,    other-out,  holiday-jobs,     queue holiday-jobs",
        "other-in,    other-out,  holiday-jobs-dlq, queue holiday-jobs-dlq"
    })
    void shouldNotLetAYoungerGalleryHaveWhatAnOlderOneHas(String upload, String resized, String queue, String shared) {
        long calls = awsCalls();

        cluster.apply(gallery("younger", upload, resized, queue));

        Condition refused =
                cluster.awaitCondition("younger", ConditionType.PROVISIONED, condition -> !holds(condition));
        assertThat(refused.getReason()).isEqualTo("Conflict");
        assertThat(refused.getMessage()).contains("photos/holiday", shared, "delete");
        assertThat(cluster.condition("younger", ConditionType.READY))
                .get()
                .extracting(Condition::getReason)
                .isEqualTo("NotProvisioned");
        assertThat(cluster.configMap("younger-settings")).isEmpty();
        assertThat(awsCalls()).isEqualTo(calls);
        assertThat(cluster.events("Conflict")).hasSize(1);
        assertThat(cluster.condition("holiday", ConditionType.PROVISIONED))
                .get()
                .matches(ConflictingGalleriesTest::holds);
    }

    @Test
    void shouldLetGalleriesAtOtherEndpointsHaveTheSameNames() {
        cluster.apply(gallery("younger", "holiday-in", "holiday-out", "holiday-jobs")
                + "  aws: {endpoint: 'http://127.0.0.1:1'}\n");

        Condition refused =
                cluster.awaitCondition("younger", ConditionType.PROVISIONED, condition -> !holds(condition));
        assertThat(refused.getReason()).isEqualTo("Unreachable");
    }

    @Test
    void shouldTakeTheYoungerGalleryUpWhenTheOlderOneIsGone() {
        cluster.apply(gallery("younger", "holiday-in", "younger-out", "younger-jobs"));
        cluster.awaitCondition("younger", ConditionType.PROVISIONED, condition -> !holds(condition));

        cluster.client().resource(cluster.gallery("holiday")).delete();

        cluster.awaitCondition("younger", ConditionType.PROVISIONED, ConflictingGalleriesTest::holds);
        assertThat(cluster.gallery("holiday")).isNull();
    }

    @Test
    void shouldLeaveTheAwsOfTheOlderGalleryAloneWhenTheYoungerOneIsDeleted() {
        cluster.apply(gallery("younger", "holiday-in", "holiday-out", "holiday-jobs") + "  deletionPolicy: Delete\n");
        cluster.awaitCondition("younger", ConditionType.PROVISIONED, condition -> !holds(condition));
        long calls = awsCalls();

        cluster.client().resource(cluster.gallery("younger")).delete();

        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(cluster.gallery("younger")).isNull());
        assertThat(awsCalls()).isEqualTo(calls);
    }

    private static String gallery(String name, String upload, String resized, String queue) {
        return """
               apiVersion: darkroom.dev/v1alpha1
               kind: Gallery
               metadata: {name: %s}
               spec:
                 upload: {bucket: %s}
                 resized: {bucket: %s}
                 queue: {name: %s}
               """
                .formatted(name, upload, resized, queue);
    }

    private static boolean holds(Condition condition) {
        return condition.getStatus().equals("True");
    }

    private long awsCalls() {
        return cluster.sandbox().calls().counts().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
