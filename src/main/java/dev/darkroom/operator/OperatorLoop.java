package dev.darkroom.operator;

import dev.darkroom.operator.api.Gallery;
import dev.darkroom.operator.objects.Names;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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

    /** How often the operator looks whether the API server still lets it work, and whether it does so where it did not before. */
    private static final Duration CHECK = Duration.ofMinutes(1);

    private static final GenericRetry BACK_OFF = new GenericRetry()
            .setInitialInterval(Duration.ofSeconds(2).toMillis())
            .setIntervalMultiplier(2)
            .setMaxInterval(Duration.ofMinutes(5).toMillis())
            .withoutMaxAttempts();

    private final Supplier<KubernetesClient> clients;
    private final OperatorSettings settings;
    private final RouteInspection inspection;
    private final Consumer<ConfigurationServiceOverrider> tuning;
    private final Duration check;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "operator");
    private volatile OperatorState state = OperatorState.trouble("not started yet");

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
        this(clients, settings, inspection, tuning, CHECK);
    }

    /** @param check how often to look whether the API server still lets the operator work */
    OperatorLoop(
            Supplier<KubernetesClient> clients,
            OperatorSettings settings,
            RouteInspection inspection,
            Consumer<ConfigurationServiceOverrider> tuning,
            Duration check) {
        this.clients = clients;
        this.settings = settings;
        this.inspection = inspection;
        this.tuning = tuning;
        this.check = check;
        thread.setUncaughtExceptionHandler((ended, failure) -> LOG.error("The operator has ended", failure));
    }

    /** Starts; returns at once. */
    public void start() {
        thread.start();
    }

    /** @return how the operator stands now */
    public OperatorState state() {
        return state;
    }

    /** @return whether it has ended by itself, from which only a new process recovers */
    public boolean hasFailed() {
        return thread.getState() == Thread.State.TERMINATED && isOpen();
    }

    /** Stops, after what is in work is finished, but waits no longer than a pod has. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(Leadership.TIME_TO_FINISH.plusSeconds(2).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (isOpen()) {
                try (KubernetesClient client = clients.get()) {
                    Optional<Reach> reach = awaitDefinition(client);
                    if (reach.isPresent()) {
                        lead(client, reach.get());
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
        } finally {
            // Nobody would see an Error otherwise.
            state = OperatorState.trouble("The operator has ended: see the log");
        }
    }

    /**
     * Without it the framework would fail in a way from which it does not recover.
     *
     * @return where Galleries can be looked after; empty if the operator was closed meanwhile
     */
    private Optional<Reach> awaitDefinition(KubernetesClient client) throws InterruptedException {
        while (isOpen()) {
            try {
                return Optional.of(Reach.of(client, settings.namespaces()));
            } catch (KubernetesClientException e) {
                wait(Reach.words(e));
            }
        }
        return Optional.empty();
    }

    private void lead(KubernetesClient client, Reach reach) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        Optional<Leadership> leadership = settings.leaseNamespace().map(Leadership::new);
        AtomicBoolean leads = new AtomicBoolean(leadership.isEmpty());
        Operator operator = new Operator(configuration -> configure(configuration, client, leadership, leads, ended));
        operator.register(
                new GalleryReconciler(settings, inspection, Clock.systemUTC()),
                controller -> configure(controller, reach));
        tell(OperatorState.trouble("starting"));
        try {
            operator.start();
            Supervision supervision = new Supervision(client, settings.namespaces(), reach, check);
            do {
                Optional<String> blind =
                        Watches.trouble(operator.getRuntimeInfo().unhealthyEventSources());
                tell(state(blind, leads.get(), reach));
                if (supervision.isToBeginAnew(blind.isPresent())) {
                    return;
                }
            } while (isOpen() && !ended.await(1, TimeUnit.SECONDS));
        } finally {
            operator.stop();
            leadership.ifPresent(lease -> lease.release(client));
        }
    }

    private static OperatorState state(Optional<String> blind, boolean leads, Reach reach) {
        return blind.map(OperatorState::trouble)
                .orElseGet(() ->
                        leads ? OperatorState.leading(reach.warning()) : OperatorState.standingBy(reach.warning()));
    }

    private void configure(
            ConfigurationServiceOverrider configuration,
            KubernetesClient client,
            Optional<Leadership> leadership,
            AtomicBoolean leads,
            CountDownLatch ended) {
        configuration
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .checkingCRDAndValidateLocalModel(false)
                .withPreviousAnnotationForDependentResources(false)
                // The framework would write ConfigMaps whole, and so over what others add to them.
                .withDefaultNonSSAResource(Set.of())
                .withReconciliationTerminationTimeout(Leadership.TIME_TO_FINISH)
                .withInformerStoppedHandler((informer, failure) -> {
                    if (failure != null) {
                        LOG.warn("A watch has ended, the operator begins anew: {}", failure.toString());
                        ended.countDown();
                    }
                });
        leadership.ifPresent(lease -> configuration.withLeaderElectionConfiguration(
                lease.configuration(() -> leads.set(true), () -> endLeading(leads, ended))));
        tuning.accept(configuration);
    }

    private void endLeading(AtomicBoolean leads, CountDownLatch ended) {
        if (isOpen()) {
            LOG.warn("Another operator may lead now; this one begins anew and stands by");
        }
        leads.set(false);
        ended.countDown();
    }

    private static void configure(ControllerConfigurationOverrider<Gallery> controller, Reach reach) {
        controller.withFieldManager(Names.OPERATOR).withRetry(BACK_OFF);
        if (!reach.namespaces().isEmpty()) {
            controller.settingNamespaces(reach.namespaces());
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
        tell(OperatorState.trouble(why));
        closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tell(OperatorState now) {
        if (!now.equals(state)) {
            now.trouble().ifPresent(why -> LOG.warn("The operator waits: {}", why));
            now.warning().ifPresent(what -> LOG.warn("The operator is {}. {}", now.role(), what));
        }
        state = now;
    }
}
