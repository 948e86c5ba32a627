package dev.darkroom.operator.launcher;

import dev.darkroom.app.MissingSetting;
import dev.darkroom.app.Role;
import dev.darkroom.check.Finding;
import dev.darkroom.check.Libraries;
import dev.darkroom.check.RouteCheck;
import dev.darkroom.operator.OperatorAws;
import dev.darkroom.operator.OperatorLoop;
import dev.darkroom.operator.OperatorSettings;
import dev.darkroom.operator.OperatorState;
import dev.darkroom.operator.RouteInspection;
import dev.darkroom.operator.objects.PodImage;
import dev.darkroom.operator.objects.Telemetry;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.apache.camel.quarkus.main.events.BeforeConfigure;
import org.eclipse.microprofile.config.Config;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** The role {@code operator}. */
@ApplicationScoped
public class OperatorRole {

    private final Config config;
    private final BiFunction<OperatorSettings, RouteInspection, OperatorLoop> operators;
    private volatile Optional<OperatorLoop> operator = Optional.empty();

    @Inject
    OperatorRole(Config config) {
        this(
                config,
                (settings, inspection) -> new OperatorLoop(
                        () -> new KubernetesClientBuilder().build(), settings, inspection, tuning -> {}));
    }

    /** @param operators makes an operator of what it is told and of what finds mistakes in routes */
    OperatorRole(Config config, BiFunction<OperatorSettings, RouteInspection, OperatorLoop> operators) {
        this.config = config;
        this.operators = operators;
    }

    void start(@Observes BeforeConfigure event) {
        start();
    }

    void start() {
        if (Role.parse(text("darkroom.roles")).contains(Role.OPERATOR)) {
            OperatorLoop loop = operators.apply(settings(), inspection());
            loop.start();
            operator = Optional.of(loop);
        }
    }

    /** @return how the operator stands; empty if this process is none */
    Optional<OperatorState> state() {
        return operator.map(OperatorLoop::state);
    }

    /** @return whether this process was an operator and is none any more */
    boolean hasFailed() {
        return operator.filter(OperatorLoop::hasFailed).isPresent();
    }

    @PreDestroy
    void stop() {
        operator.ifPresent(OperatorLoop::close);
    }

    /** What is set here says nothing about the pods of galleries; they have what the routes have defaults for. */
    private RouteInspection inspection() {
        RouteCheck check = RouteCheck.ofApp(setting -> false, libraries());
        return files -> check.check(files).stream().map(Finding::text).toList();
    }

    /** Those of the image that the pods run as well. */
    private ClassLoader libraries() {
        try {
            return Libraries.loader(optional(Libraries.SETTING).orElse(""));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage());
        }
    }

    private OperatorSettings settings() {
        String image = optional("darkroom.operator.image")
                .orElseThrow(() -> new ConfigurationException(
                        MissingSetting.message("darkroom.operator.image", "the image that the pods of galleries run")));
        PodImage podImage = new PodImage(
                image, text("darkroom.operator.image-pull-policy"), list("darkroom.operator.image-pull-secrets"));
        return new OperatorSettings(
                podImage,
                Set.copyOf(list("darkroom.operator.namespaces")),
                leaseNamespace(),
                config.getValue("darkroom.operator.recheck", Duration.class),
                aws(),
                telemetry());
    }

    private Telemetry telemetry() {
        return new Telemetry(
                optional("darkroom.log.format").orElse(""),
                optional("darkroom.log.uploads").orElse(""),
                optional("darkroom.tracing.endpoint").orElse(""),
                optional("darkroom.tracing.ratio").orElse(""));
    }

    private Optional<String> leaseNamespace() {
        if (!config.getValue("darkroom.operator.leader-election", Boolean.class)) {
            return Optional.empty();
        }
        return Optional.of(optional("darkroom.operator.namespace")
                .orElseThrow(() -> new ConfigurationException(MissingSetting.message(
                        "darkroom.operator.namespace",
                        "the namespace of the operator, where its lease is; not needed with"
                                + " darkroom.operator.leader-election=false"))));
    }

    private OperatorAws aws() {
        return new OperatorAws(
                optional("darkroom.aws.region").orElseGet(OperatorRole::regionOfSurroundings),
                optional("darkroom.aws.endpoint").orElse(""),
                optional("darkroom.aws.public-endpoint").orElse(""),
                config.getValue("darkroom.aws.path-style", Boolean.class),
                optional("darkroom.aws.access-key").orElse(""),
                optional("darkroom.aws.secret-key").orElse(""));
    }

    /** Galleries may name their region, so that the operator can do without one. */
    private static String regionOfSurroundings() {
        try {
            return new DefaultAwsRegionProviderChain().getRegion().id();
        } catch (SdkClientException e) {
            return "";
        }
    }

    private List<String> list(String property) {
        return optional(property).stream()
                .flatMap(names -> Arrays.stream(names.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private Optional<String> optional(String property) {
        return config.getOptionalValue(property, String.class).filter(value -> !value.isBlank());
    }

    private String text(String property) {
        return config.getValue(property, String.class);
    }
}
