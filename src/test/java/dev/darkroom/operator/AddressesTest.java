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

/** Addresses that an API server with an older definition may have let in, and that are none. */
class AddressesTest {

    private Cluster cluster;

    @BeforeEach
    void startOperator() throws IOException {
        cluster = new Cluster();
        cluster.startOperator(Duration.ofMinutes(10), files -> List.of());
    }

    @AfterEach
    void stopCluster() {
        cluster.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'aws: {endpoint: \"http://[oops\"}', spec.aws.endpoint",
        "'aws: {endpoint: \"http://-\"}', spec.aws.endpoint",
        "'aws: {publicEndpoint: \"http://a|b\"}', spec.aws.publicEndpoint",
        "'gallery: {url: \"http://photos.example/%zz\"}', spec.gallery.url"
    })
    void shouldSayWhichAddressCannotBeUsed(String spec, String field) {
        cluster.apply(Cluster.HOLIDAY + "  " + spec + "\n");

        Condition refused = cluster.awaitCondition("holiday", ConditionType.PROVISIONED, condition -> condition
                .getStatus()
                .equals("False"));
        assertThat(refused.getReason()).isEqualTo("InvalidAddress");
        assertThat(refused.getMessage()).contains(field, "Correct it");
        assertThat(cluster.condition("holiday", ConditionType.READY))
                .get()
                .extracting(Condition::getReason)
                .isEqualTo("NotProvisioned");
    }

    @Test
    void shouldNotGetStuckWithAnAddressThatCannotBeUsed() {
        cluster.apply(Cluster.HOLIDAY + "  aws: {endpoint: 'http://[oops'}\n  deletionPolicy: Delete\n");
        cluster.awaitCondition("holiday", ConditionType.PROVISIONED, condition -> condition
                .getReason()
                .equals("InvalidAddress"));

        cluster.client().resource(cluster.gallery("holiday")).delete();

        cluster.awaitCondition("holiday", ConditionType.PROVISIONED, condition -> condition
                .getMessage()
                .contains("spec.deletionPolicy to Retain"));
        cluster.client().resource(cluster.gallery("holiday")).edit(found -> {
            found.setSpec(cluster.parse(Cluster.HOLIDAY).getSpec());
            return found;
        });
        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(cluster.gallery("holiday")).isNull());
    }
}
