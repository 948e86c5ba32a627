package dev.darkroom.operator;

import dev.darkroom.aws.AwsClients;
import dev.darkroom.aws.AwsConnection;
import dev.darkroom.aws.UploadAccess;
import dev.darkroom.aws.provision.Change;
import dev.darkroom.aws.provision.Deprovisioner;
import dev.darkroom.aws.provision.FailureReason;
import dev.darkroom.aws.provision.GalleryInfrastructure;
import dev.darkroom.aws.provision.Provisioner;
import dev.darkroom.aws.provision.ProvisioningException;
import dev.darkroom.aws.provision.ProvisioningReport;
import dev.darkroom.operator.AwsOutcome.Failure;
import dev.darkroom.operator.api.AwsSpec;
import dev.darkroom.operator.api.Gallery;
import dev.darkroom.operator.api.GallerySpec;
import dev.darkroom.operator.api.GalleryStatus;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.javaoperatorsdk.operator.processing.retry.Retry;
import io.javaoperatorsdk.operator.processing.retry.RetryExecution;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The handler for AWS. Many things in a cluster have a gallery reconciled, and AWS need not be asked each time: it is when the
 * spec has changed, when the last look failed and its delay is over, and when it is time to look for drift.
 *
 * <p>Thread-safe for different galleries; one gallery is only ever reconciled by one thread.
 */
final class AwsSide {

    private static final Retry BACK_OFF = new GenericRetry()
            .setInitialInterval(Duration.ofSeconds(5).toMillis())
            .setIntervalMultiplier(2)
            .setMaxInterval(Duration.ofMinutes(5).toMillis())
            .withoutMaxAttempts();

    private final OperatorAws aws;
    private final Duration recheck;
    private final Clock clock;
    private final Map<String, Look> looks = new ConcurrentHashMap<>();
    private final Map<String, Look> refusals = new ConcurrentHashMap<>();

    /**
     * @param aws how to get at AWS
     * @param recheck how long AWS goes without being looked at
     * @param clock the time
     */
    AwsSide(OperatorAws aws, Duration recheck, Clock clock) {
        this.aws = aws;
        this.recheck = recheck;
        this.clock = clock;
    }

    /** The last look at AWS for a gallery. */
    private record Look(
            long generation,
            Instant due,
            Optional<AcceptedSpec> accepted,
            List<Change> changes,
            Optional<Failure> failure,
            RetryExecution retries) {

        boolean isCurrent(Gallery gallery, Instant now) {
            return generation == gallery.getMetadata().getGeneration() && now.isBefore(due);
        }
    }

    /** @return how AWS stands, after having been made what the gallery wants if it is time for that */
    AwsOutcome provision(Gallery gallery) {
        Optional<Look> last = Optional.ofNullable(looks.get(uid(gallery)));
        if (last.filter(look -> look.isCurrent(gallery, clock.instant())).isPresent()) {
            return outcome(last.get(), List.of());
        }
        Look look = look(gallery, last);
        looks.put(uid(gallery), look);
        return outcome(look, look.changes());
    }

    /** @return how AWS stood when it was last looked at, if it was */
    Optional<AwsOutcome> lastOutcome(Gallery gallery) {
        return Optional.ofNullable(looks.get(uid(gallery))).map(look -> outcome(look, List.of()));
    }

    /** Removes from AWS what can go without losing anything, if it is time to ask AWS. */
    AwsRemoval remove(Gallery gallery) {
        Optional<Look> last = Optional.ofNullable(refusals.get(uid(gallery)));
        if (last.filter(look -> look.isCurrent(gallery, clock.instant())).isPresent()) {
            return refused(last.get());
        }
        try {
            return new AwsRemoval.Done(
                    withClients(gallery, (s3, sqs) -> new Deprovisioner(s3, sqs).remove(infrastructure(gallery))));
        } catch (ProvisioningException e) {
            Look look = failed(gallery, last, e);
            refusals.put(uid(gallery), look);
            return refused(look);
        }
    }

    private AwsRemoval refused(Look look) {
        return new AwsRemoval.Refused(look.failure().orElseThrow(), untilDue(look));
    }

    /** Forgets a gallery that is gone. */
    void forget(Gallery gallery) {
        looks.remove(uid(gallery));
        refusals.remove(uid(gallery));
    }

    private Look look(Gallery gallery, Optional<Look> last) {
        try {
            long generation = gallery.getMetadata().getGeneration();
            ProvisioningReport report =
                    withClients(gallery, (s3, sqs) -> new Provisioner(s3, sqs).provision(infrastructure(gallery)));
            return new Look(
                    generation,
                    clock.instant().plus(recheck),
                    Optional.of(new AcceptedSpec(generation, gallery.getSpec(), report.queueUrl())),
                    report.changes(),
                    Optional.empty(),
                    BACK_OFF.initExecution());
        } catch (ProvisioningException e) {
            return failed(gallery, last, e);
        }
    }

    private Look failed(Gallery gallery, Optional<Look> last, ProvisioningException failure) {
        long generation = gallery.getMetadata().getGeneration();
        RetryExecution retries = last.filter(look -> look.generation() == generation)
                .map(Look::retries)
                .orElseGet(BACK_OFF::initExecution);
        Duration delay = Duration.ofMillis(retries.nextDelay().orElseThrow());
        return new Look(
                generation,
                clock.instant().plus(delay),
                last.flatMap(Look::accepted).or(() -> fromStatus(gallery)),
                List.of(),
                Optional.of(new Failure(failure.reason().word(), failure.getMessage())),
                retries);
    }

    /** What the operator accepted before it was started anew; an older spec than the one that is there now is not to be had. */
    private static Optional<AcceptedSpec> fromStatus(Gallery gallery) {
        GalleryStatus status = GalleryStatus.of(gallery);
        return Optional.of(new AcceptedSpec(status.provisionedGeneration(), gallery.getSpec(), status.uploadQueueUrl()))
                .filter(accepted -> accepted.isCurrent(gallery));
    }

    private AwsOutcome outcome(Look look, List<Change> changes) {
        return new AwsOutcome(look.accepted(), look.failure(), changes, untilDue(look));
    }

    private Duration untilDue(Look look) {
        Duration next = Duration.between(clock.instant(), look.due());
        return next.toMillis() > 0 ? next : Duration.ofMillis(1);
    }

    private <T> T withClients(Gallery gallery, BiFunction<S3Client, SqsClient, T> work) {
        AwsSpec where = aws.complete(gallery.getSpec().aws());
        if (where.region().isEmpty()) {
            throw new ProvisioningException(
                    FailureReason.REFUSED, "No AWS region is known: set spec.aws.region, or the operator's own region");
        }
        Addresses.check(gallery, where);
        AwsConnection connection = aws.connection(where);
        try (S3Client s3 = AwsClients.s3(connection);
                SqsClient sqs = AwsClients.sqs(connection)) {
            return work.apply(s3, sqs);
        } catch (IllegalArgumentException e) {
            throw new ProvisioningException(
                    FailureReason.REFUSED,
                    "AWS cannot be asked for what the spec says. Correct it: " + e.getMessage(),
                    e);
        }
    }

    private static GalleryInfrastructure infrastructure(Gallery gallery) {
        GallerySpec spec = gallery.getSpec();
        return new GalleryInfrastructure(
                spec.upload().bucket(),
                spec.resized().bucket(),
                spec.queueName(),
                UploadAccess.valueOf(spec.upload().access().name()),
                origins(spec));
    }

    /** Pages of the gallery itself, if their address is known; or else any. */
    private static List<String> origins(GallerySpec spec) {
        if (!spec.upload().origins().isEmpty()) {
            return spec.upload().origins();
        }
        return spec.gallery().origin().map(List::of).orElse(List.of("*"));
    }

    private static String uid(Gallery gallery) {
        return gallery.getMetadata().getUid();
    }
}
