package dev.darkroom.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.operator.AwsOutcome.Failure;
import dev.darkroom.operator.api.Gallery;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of two Galleries may have what both name. */
class ConflictsTest {

    private static final Conflicts CONFLICTS =
            new Conflicts(new OperatorAws("us-east-1", "http://s3.example:9000", "", true, "", ""));

    @Test
    void shouldGoByAgeAndNotByName() {
        Gallery older = gallery("zoo", "2026-01-01T10:00:00Z", "");
        Gallery younger = gallery("alps", "2026-01-01T10:00:01Z", "");

        assertThat(conflict(younger, older))
                .get()
                .extracting(Failure::message)
                .asString()
                .contains("photos/zoo");
        assertThat(conflict(older, younger)).isEmpty();
    }

    @Test
    void shouldGoByNameAmongGalleriesOfTheSameSecond() {
        Gallery first = gallery("alps", "2026-01-01T10:00:00Z", "");
        Gallery second = gallery("zoo", "2026-01-01T10:00:00Z", "");

        assertThat(conflict(second, first)).isPresent();
        assertThat(conflict(first, second)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws: {region: eu-central-1}", "aws: {endpoint: 'http://S3.example:9000/'}"})
    void shouldTakeOtherRegionsAndSpellingsForTheSamePlace(String aws) {
        assertThat(conflict(gallery("zoo", "2026-01-02T10:00:00Z", aws), gallery("alps", "2026-01-01T10:00:00Z", "")))
                .isPresent();
    }

    @Test
    void shouldTakeAnotherEndpointForAnotherPlace() {
        Gallery elsewhere = gallery("zoo", "2026-01-02T10:00:00Z", "aws: {endpoint: 'http://other.example:9000'}");

        assertThat(conflict(elsewhere, gallery("alps", "2026-01-01T10:00:00Z", "")))
                .isEmpty();
    }

    @Test
    void shouldHaveNoConflictWithItself() {
        Gallery gallery = gallery("alps", "2026-01-01T10:00:00Z", "");

        assertThat(conflict(gallery, gallery)).isEmpty();
    }

    private static Optional<Failure> conflict(Gallery gallery, Gallery other) {
        return CONFLICTS.of(gallery, key -> List.of(gallery, other).stream()
                .filter(named -> CONFLICTS.claims(named).stream()
                        .anyMatch(claim -> claim.key().equals(key)))
                .toList());
    }

    private static Gallery gallery(String name, String created, String aws) {
        return Serialization.unmarshal(
                """
                apiVersion: darkroom.dev/v1alpha1
                kind: Gallery
                metadata: {name: %1$s, namespace: photos, uid: uid-of-%1$s, creationTimestamp: '%2$s'}
                spec:
                  upload: {bucket: same-in}
                  resized: {bucket: %1$s-out}
                  %3$s
                """
                        .formatted(name, created, aws),
                Gallery.class);
    }
}
