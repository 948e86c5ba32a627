package dev.darkroom.operator.launcher;

import dev.darkroom.app.Role;
import dev.darkroom.operator.OperatorState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.Config;

/** Tells whether the operator of this process leads and whether it can work. A process that is none has no such metrics. */
@ApplicationScoped
public class OperatorMeters {

    private final OperatorRole role;
    private final Config config;
    private final MeterRegistry registry;

    OperatorMeters(OperatorRole role, Config config, MeterRegistry registry) {
        this.role = role;
        this.config = config;
        this.registry = registry;
    }

    void register(@Observes StartupEvent event) {
        if (Role.parse(config.getValue("darkroom.roles", String.class)).contains(Role.OPERATOR)) {
            Gauge.builder("darkroom.operator.leading", role, known -> is(known, OperatorState::leads))
                    .description("1 if this operator leads, 0 if it stands by or is in trouble")
                    .strongReference(true)
                    .register(registry);
            Gauge.builder("darkroom.operator.ready", role, known -> is(known, OperatorMeters::isWell))
                    .description("1 if this operator leads or stands by, 0 if it is in trouble")
                    .strongReference(true)
                    .register(registry);
        }
    }

    private static boolean isWell(OperatorState state) {
        return state.trouble().isEmpty();
    }

    private static double is(OperatorRole role, Predicate<OperatorState> condition) {
        return role.state().filter(condition).isPresent() ? 1 : 0;
    }
}
