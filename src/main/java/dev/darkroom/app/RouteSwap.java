package dev.darkroom.app;

import dev.darkroom.index.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RouteStartupOrder;
import org.apache.camel.spi.ShutdownStrategy;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has Camel run other contents of route files while everything else goes on. Not thread-safe.
 *
 * <p>What is in work is finished first. Classes that cannot be linked, of one's own jars for instance, count as refused.
 */
final class RouteSwap {

    private static final Logger LOG = LoggerFactory.getLogger(RouteSwap.class);

    private final CamelContext camel;

    RouteSwap(CamelContext camel) {
        this.camel = camel;
    }

    /**
     * A file as Camel is to see it.
     *
     * @param location what Camel calls it
     * @param text its content
     */
    record Source(String location, String text) {}

    /**
     * @param before what runs, by file name
     * @param after what is to run; a name that is not among it is of a file whose routes go
     * @throws RoutesRefusedException if Camel does not take it; what ran before runs again, unless the exception says otherwise
     */
    void swap(Map<String, Source> before, Map<String, Source> after) throws RoutesRefusedException {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        try {
            replace(names, after);
        } catch (Exception | LinkageError refusal) {
            try {
                replace(names, before);
            } catch (Exception | LinkageError lost) {
                refusal.addSuppressed(lost);
                throw new RoutesRefusedException(refusal, Optional.of(lost));
            }
            throw new RoutesRefusedException(refusal, Optional.empty());
        } finally {
            forgetPolicies();
        }
    }

    /** Camel throws no narrower exception here. */
    private void replace(Set<String> names, Map<String, Source> sources) throws Exception {
        remove(names);
        List<Resource> resources = sources.values().stream()
                .map(source -> ResourceHelper.fromString(source.location(), source.text()))
                .toList();
        PluginHelper.getRoutesLoader(camel).updateRoutes(resources);
    }

    private void remove(Set<String> names) throws Exception {
        ExtendedCamelContext extension = camel.getCamelContextExtension();
        Model model = extension.getContextPlugin(Model.class);
        List<RouteDefinition> routes = model.getRouteDefinitions().stream()
                .filter(route -> isOf(names, route.getResource()))
                .toList();
        Set<String> ids = routes.stream().map(RouteDefinition::getRouteId).collect(Collectors.toSet());
        List<RouteStartupOrder> running = extension.getRouteStartupOrder().stream()
                .filter(order -> ids.contains(order.getRoute().getRouteId()))
                .toList();
        // all at once, so that one that is called by another is there until the other has finished
        ShutdownStrategy shutdown = camel.getShutdownStrategy();
        shutdown.shutdown(camel, running, shutdown.getTimeout(), shutdown.getTimeUnit());
        model.removeRouteDefinitions(routes);
        List<RouteConfigurationDefinition> configurations = new ArrayList<>(model.getRouteConfigurationDefinitions());
        for (RouteConfigurationDefinition configuration : configurations) {
            if (isOf(names, configuration.getResource())) {
                model.removeRouteConfiguration(configuration);
            }
        }
    }

    /** Camel makes some policies anew with each route, and would keep them for ever. */
    private void forgetPolicies() {
        Set<RoutePolicy> used = camel.getRoutes().stream()
                .flatMap(route -> route.getRoutePolicyList().stream())
                .collect(Collectors.toSet());
        used.addAll(camel.getRegistry().findByType(RoutePolicy.class));
        for (RoutePolicy policy : camel.hasServices(RoutePolicy.class)) {
            if (!used.contains(policy)) {
                forget(policy);
            }
        }
    }

    private void forget(RoutePolicy policy) {
        try {
            camel.removeService(policy);
            ServiceHelper.stopAndShutdownService(policy);
        } catch (Exception e) {
            LOG.warn("A policy of a former route cannot be stopped: {}", PrintableText.of(e));
        }
    }

    private static boolean isOf(Set<String> names, Resource resource) {
        return Optional.ofNullable(resource)
                .map(Resource::getLocation)
                .map(location -> location.substring(location.lastIndexOf('/') + 1))
                .filter(names::contains)
                .isPresent();
    }
}
