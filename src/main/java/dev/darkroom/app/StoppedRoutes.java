package dev.darkroom.app;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;

/** Finds the routes that should run and do not. */
final class StoppedRoutes {

    private StoppedRoutes() {}

    /** @return each with its state, such as {@code images (Stopped)}; none as a rule */
    static List<String> of(CamelContext camel) {
        return camel.getRoutes().stream()
                .filter(route -> !Boolean.FALSE.equals(route.isAutoStartup()))
                .filter(route -> status(camel, route) != ServiceStatus.Started)
                .map(route -> route.getRouteId() + " (" + status(camel, route) + ")")
                .sorted()
                .toList();
    }

    private static ServiceStatus status(CamelContext camel, Route route) {
        return camel.getRouteController().getRouteStatus(route.getRouteId());
    }
}
