package dev.darkroom.aws.queue;

import java.time.Duration;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** How long calls to SQS may take. */
final class CallLimits {

    private static final Duration ATTEMPT = Duration.ofSeconds(5);
    private static final Duration CALL = Duration.ofSeconds(12);

    private CallLimits() {}

    /** @param wait for how long SQS is asked to wait before it answers */
    static AwsRequestOverrideConfiguration waiting(Duration wait) {
        return AwsRequestOverrideConfiguration.builder()
                .apiCallAttemptTimeout(wait.plus(ATTEMPT))
                .apiCallTimeout(wait.plus(CALL))
                .build();
    }
}
