package dev.darkroom.operator;

import dev.darkroom.operator.api.Gallery;
import dev.darkroom.operator.objects.Names;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the operator: waits for the API server and for the definition of Galleries, stands by until it leads, and begins anew
 * when it has lost the lead or its watches.
 */
public final class OperatorLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorLoop.class);

    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** Less than what Kubernetes grants a pod that has to stop. */
    private static final Duration TIME_TO_FINISH = Duration.ofSeconds(20);

    private static final GenericRetry BACK_OFF = new GenericRetry()
            .setInitialInterval(Duration.ofSeconds(2).toMillis())
            .setIntervalMultiplier(2)
            .setMaxInterval(Duration.ofMinutes(5).toMillis())
            .withoutMaxAttempts();

    private final Supplier<KubernetesClient> clients;
    private final OperatorSettings settings;
    private final RouteInspection inspection;
    private final Consumer<ConfigurationServiceOverrider> tuning;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "operator");
    private volatile State state = State.trouble("not started yet");

    /**
     * @param clients makes clients of the API server, which this closes
     * @param settings what the operator is told
     * @param inspection finds mistakes in route files
     * @param tuning changes to how the operator framework works, such as an API server that is not a real one asks for
     */
    public OperatorLoop(
            Supplier<KubernetesClient> clients,
            OperatorSettings settings,
            RouteInspection inspection,
            Consumer<ConfigurationServiceOverrider> tuning) {
        this.clients = clients;
        this.settings = settings;
        this.inspection = inspection;
        this.tuning = tuning;
    }

    /**
     * How the operator stands.
     *
     * @param role {@code leading}, {@code standing by} or {@code waiting}
     * @param trouble what keeps it from its work; empty if nothing does
     */
    public record State(String role, Optional<String> trouble) {

        private static final State LEADING = new State("leading", Optional.empty());
        private static final State STANDING_BY = new State("standing by", Optional.empty());

        private static State trouble(String what) {
            return new State("waiting", Optional.of(what));
        }
    }

    /** Starts; returns at once. */
    public void start() {
        thread.start();
    }

    /** @return how the operator stands now */
    public State state() {
        return state;
    }

    /** Stops, after what is in work is finished, but waits no longer than a pod has. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(TIME_TO_FINISH.plusSeconds(2).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (isOpen()) {
                try (KubernetesClient client = clients.get()) {
                    if (awaitDefinition(client)) {
                        lead(client);
                    }
                } catch (KubernetesClientException | OperatorException e) {
                    wait(causes(e));
                } catch (RuntimeException e) {
                    // The boundary of this thread: without it, the process would look well and do nothing.
                    LOG.error("The operator failed and begins anew", e);
                    wait(causes(e));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Without it the framework would fail in a way from which it does not recover.
     *
     * @return false if the operator was closed meanwhile
     */
    private boolean awaitDefinition(KubernetesClient client) throws InterruptedException {
        while (isOpen()) {
            try {
                listOne(client);
                return true;
            } catch (KubernetesClientException e) {
                wait(
                        e.getCode() == HttpURLConnection.HTTP_NOT_FOUND
                                ? "The cluster does not know Galleries: kubectl apply --server-side -f"
                                        + " helm/darkroom/crds/galleries.darkroom.dev-v1.yaml"
                                : "The API server cannot be asked for Galleries: " + e.getMessage());
            }
        }
        return false;
    }

    private void listOne(KubernetesClient client) {
        var galleries = client.resources(Gallery.class);
        var one = new ListOptionsBuilder().withLimit(1L).build();
        settings.namespaces().stream()
                .findFirst()
                .ifPresentOrElse(
                        namespace -> galleries.inNamespace(namespace).list(one),
                        () -> galleries.inAnyNamespace().list(one));
    }

    private void lead(KubernetesClient client) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        Optional<Leadership> leadership = settings.leaseNamespace().map(Leadership::new);
        Operator operator = new Operator(configuration -> configure(configuration, client, leadership, ended));
        operator.register(new GalleryReconciler(settings, inspection, Clock.systemUTC()), this::configure);
        try {
            state = leadership.isPresent() ? State.STANDING_BY : State.LEADING;
            operator.start();
            while (isOpen() && !ended.await(1, TimeUnit.SECONDS)) {
                continue;
            }
        } finally {
            operator.stop();
            leadership.ifPresent(lease -> lease.release(client));
        }
    }

    private void configure(
            ConfigurationServiceOverrider configuration,
            KubernetesClient client,
            Optional<Leadership> leadership,
            CountDownLatch ended) {
        configuration
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .checkingCRDAndValidateLocalModel(false)
                .withPreviousAnnotationForDependentResources(false)
                // The framework would write ConfigMaps whole, and so over what others add to them.
                .withDefaultNonSSAResource(Set.of())
                .withReconciliationTerminationTimeout(TIME_TO_FINISH)
                .withInformerStoppedHandler((informer, failure) -> {
                    if (failure != null) {
                        LOG.warn("A watch has ended, the operator begins anew: {}", failure.toString());
                        ended.countDown();
                    }
                });
        leadership.ifPresent(lease -> configuration.withLeaderElectionConfiguration(
                lease.configuration(() -> state = State.LEADING, () -> endLeading(ended))));
        tuning.accept(configuration);
    }

    private void endLeading(CountDownLatch ended) {
        if (isOpen()) {
            LOG.warn("Another operator may lead now; this one begins anew and stands by");
        }
        state = State.STANDING_BY;
        ended.countDown();
    }

    private void configure(ControllerConfigurationOverrider<Gallery> controller) {
        controller.withFieldManager(Names.OPERATOR).withRetry(BACK_OFF);
        if (!settings.namespaces().isEmpty()) {
            controller.settingNamespaces(settings.namespaces());
        }
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }

    /** Messages of the framework's own say no more than that something failed. */
    private static String causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(Throwable::getMessage)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining(": "));
    }

    private void wait(String why) throws InterruptedException {
        State now = State.trouble(why);
        if (!now.equals(state)) {
            LOG.warn("The operator waits: {}", why);
        }
        state = now;
        closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
