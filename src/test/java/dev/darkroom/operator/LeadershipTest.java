package dev.darkroom.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How operators take turns. */
class LeadershipTest {

    @Test
    void shouldHaveFinishedBeforeAnotherOperatorMayLead() {
        LeaderElectionConfiguration election = new Leadership("operators").configuration(() -> {}, () -> {});

        assertThat(election.getRenewDeadline().plus(election.getRetryPeriod()).plus(Leadership.TIME_TO_FINISH))
                .isLessThanOrEqualTo(election.getLeaseDuration());
        assertThat(Leadership.TIME_TO_FINISH).isEqualTo(Duration.ofSeconds(10));
    }
}
