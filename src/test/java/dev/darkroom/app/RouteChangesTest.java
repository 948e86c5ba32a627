package dev.darkroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.app.RoutesInForce.Outcome;
import dev.darkroom.check.RouteCheck;
import dev.darkroom.check.ShippedRoutes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyFactory;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.RoutePolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes of route files, with a Camel in which nothing else runs. */
class RouteChangesTest {

    private static final String CONFIGURED =
            """
            - route:
                id: configured
                routeConfigurationId: own-faults
                from:
                  uri: direct:configured
                  steps:
                    - throwException:
                        exceptionType: java.lang.IllegalStateException
                        message: always
            """;

    private static final ShippedRoutes NONE = new ShippedRoutes(Map.of(), Set.of());

    private final CamelContext camel = new DefaultCamelContext();
    private final ProducerTemplate producer = camel.createProducerTemplate();
    private final RoutesInForce inForce = new RoutesInForce();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Map<String, String> files = new HashMap<>();
    private RouteChanges changes;

    @BeforeEach
    void start() {
        camel.start();
        changes = new RouteChanges(
                new RouteSources(new RoutePlace(Path.of("/routes"), "*.camel.yaml"), NONE),
                new RouteCheck(NONE, "photo.frame"::equals, RouteCheck.class.getClassLoader()),
                inForce,
                new RouteSwap(camel),
                new RouteMeters(meters, inForce));
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void shouldAddReplaceAndRemoveRoutes() {
        put("a.camel.yaml", says("a", "direct:a", "one"));
        put("b.camel.yaml", says("b", "direct:b", "b"));
        assertThat(ask("direct:a")).isEqualTo("one");

        Route untouched = camel.getRoute("b");
        put("a.camel.yaml", says("a", "direct:a", "two"));
        assertThat(ask("direct:a")).isEqualTo("two");
        assertThat(camel.getRoute("b")).as("of another file").isSameAs(untouched);

        files.remove("a.camel.yaml");
        take();
        assertThat(camel.getRoutes()).extracting(route -> route.getRouteId()).containsExactly("b");
        assertThat(inForce.now().files()).containsOnlyKeys("b.camel.yaml");
        assertThat(reloads("applied")).isEqualTo(4);
        assertThat(gauge()).isEqualTo(1);
    }

    @Test
    void shouldReplaceRoutesWithoutIds() {
        put("a.camel.yaml", says("a", "direct:a", "one").replace("    id: a\n", ""));
        put("a.camel.yaml", says("a", "direct:a", "two").replace("    id: a\n", ""));

        assertThat(ask("direct:a")).isEqualTo("two");
        assertThat(camel.getRoutes()).hasSize(1);
    }

    @Test
    void shouldFollowARouteIntoAnotherFileAndUnderAnotherId() {
        put("a.camel.yaml", says("a", "direct:a", "one"));
        files.put("b.camel.yaml", says("moved", "direct:a", "two"));
        files.put("a.camel.yaml", says("other", "direct:other", "three"));
        take();

        assertThat(ask("direct:a")).isEqualTo("two");
        assertThat(ask("direct:other")).isEqualTo("three");
        assertThat(camel.getRoutes()).hasSize(2);
    }

    @Test
    void shouldKeepEverythingWhenThereIsAMistakeInOneFile() {
        put("a.camel.yaml", says("a", "direct:a", "one"));
        files.put("a.camel.yaml", says("a", "direct:a", "two"));
        put("b.camel.yaml", says("b", "direct:b", "b").replace("setBody", "setbody"));

        assertThat(ask("direct:a")).isEqualTo("one");
        assertThat(inForce.now().last().orElseThrow().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(inForce.now().last().orElseThrow().reasons())
                .containsExactly("b.camel.yaml:6: there is no step 'setbody'; did you mean 'setBody'?");
        assertThat(inForce.now().files().get("a.camel.yaml")).contains("one");
        assertThat(reloads("refused")).isEqualTo(1);
        assertThat(gauge()).isZero();

        files.remove("b.camel.yaml");
        take();
        assertThat(ask("direct:a")).isEqualTo("two");
        assertThat(gauge()).isEqualTo(1);
    }

    /** The check does not know which preconditions are met. */
    @Test
    void shouldPutTheOldRoutesBackWhenCamelRefuses() {
        put("a.camel.yaml", says("a", "direct:a", "one"));
        put("b.camel.yaml", says("b", "direct:b", "b"));
        files.put("a.camel.yaml", onlyOnce(says("a", "direct:a", "two")));
        files.put("b.camel.yaml", onlyNow(says("b", "direct:a", "b")));
        take();

        assertThat(ask("direct:a")).isEqualTo("one");
        assertThat(ask("direct:b")).isEqualTo("b");
        assertThat(camel.getRoutes()).hasSize(2);
        assertThat(inForce.now().last().orElseThrow().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(inForce.now().last().orElseThrow().reasons())
                .singleElement()
                .asString()
                .startsWith("Camel refuses a.camel.yaml, b.camel.yaml: Failed to start route: ")
                .contains("direct://a");
        assertThat(inForce.now().missing()).isEmpty();
        assertThat(reloads("failed")).isEqualTo(1);

        put("b.camel.yaml", says("b", "direct:b", "corrected"));
        assertThat(ask("direct:a")).isEqualTo("two");
        assertThat(ask("direct:b")).isEqualTo("corrected");
    }

    /** A jar of one's own may lack what its classes need. */
    @Test
    void shouldPutBackWhatRanWhenAClassCannotBeLinked() {
        camel.addComponent("direct", new DirectComponent() {
            @Override
            protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
                    throws Exception {
                if (remaining.equals("broken")) {
                    throw new NoClassDefFoundError("com/example/Missing");
                }
                return super.createEndpoint(uri, remaining, parameters);
            }
        });
        put("a.camel.yaml", says("a", "direct:a", "one"));

        put("a.camel.yaml", says("a", "direct:broken", "two"));

        assertThat(ask("direct:a")).isEqualTo("one");
        assertThat(inForce.now().last().orElseThrow().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(inForce.isChanging()).isFalse();
    }

    @Test
    void shouldReloadTheRoutesThatAChangedConfigurationIsFor() {
        files.put("own-faults.camel.yaml", answersFailuresWith("one"));
        put("a.camel.yaml", CONFIGURED);
        assertThat(ask("direct:configured")).isEqualTo("one");

        put("own-faults.camel.yaml", answersFailuresWith("two"));

        assertThat(ask("direct:configured")).isEqualTo("two");
        assertThat(inForce.now().last().orElseThrow().outcome()).isEqualTo(Outcome.APPLIED);
    }

    @Test
    void shouldAskForARestartWhenBeansChange() {
        String beans = "- beans:\n    - name: own\n      type: java.util.Random\n";
        put("own-beans.camel.yaml", beans);

        assertThat(inForce.now().last().orElseThrow().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(inForce.now().last().orElseThrow().reasons())
                .singleElement()
                .asString()
                .startsWith("own-beans.camel.yaml: a change to it needs a restart, because it has beans");
        assertThat(camel.getRegistry().lookupByName("own")).isNull();
    }

    @Test
    void shouldFinishWhatIsInWorkWithTheOldRoutes() throws Exception {
        String slow = says("slow", "direct:slow", "old")
                .replace("        - setBody", "        - delay:\n            constant: 2000\n        - setBody");
        put("a.camel.yaml", slow);
        put("caller.camel.yaml", calls("caller", "direct:caller", "direct:slow"));
        CompletableFuture<String> answer = producer.asyncRequestBody("direct:caller", "", String.class);
        Thread.sleep(500);

        files.put("a.camel.yaml", slow.replace("old", "new").replace("2000", "1"));
        put("caller.camel.yaml", calls("caller", "direct:caller", "direct:slow") + "        - stop: {}\n");

        assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo("old");
        assertThat(ask("direct:caller")).isEqualTo("new");
    }

    /** Camel makes a policy for each route that counts its exchanges, and keeps it for as long as it runs itself. */
    @Test
    void shouldLeaveNoPoliciesOfFormerRoutesBehind() {
        MicrometerRoutePolicyFactory factory = new MicrometerRoutePolicyFactory();
        factory.setMeterRegistry(meters);
        camel.addRoutePolicyFactory(factory);
        put("a.camel.yaml", says("a", "direct:a", "one"));
        int policies = camel.hasServices(RoutePolicy.class).size();
        int counters = meters.getMeters().size();
        for (int i = 0; i < 5; i++) {
            put("a.camel.yaml", says("a", "direct:a", "change " + i));
        }

        assertThat(policies).isPositive();
        assertThat(camel.hasServices(RoutePolicy.class)).hasSize(policies);
        assertThat(meters.getMeters()).hasSize(counters);
        assertThat(ask("direct:a")).isEqualTo("change 4");
        assertThat(meters.get("camel.exchanges.succeeded")
                        .tag("routeId", "a")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldSayWhatDoesNotRunAnyMoreAndTryAgain() {
        Properties settings = new Properties();
        settings.setProperty("photo.frame", "oak");
        camel.getPropertiesComponent().setOverrideProperties(settings);
        put("a.camel.yaml", says("a", "direct:a", "'{{photo.frame}}'"));
        put("b.camel.yaml", onlyNow(says("b", "direct:b", "b")));
        settings.clear();
        put("a.camel.yaml", onlyOnce(says("a", "direct:b", "two")));

        assertThat(inForce.now().missing()).containsExactly("a.camel.yaml");
        assertThat(ask("direct:b")).isEqualTo("b");
        assertThat(camel.getRoute("a")).isNull();

        changes.repair();
        assertThat(inForce.now().missing()).as("still").containsExactly("a.camel.yaml");

        settings.setProperty("photo.frame", "elm");
        changes.repair();
        assertThat(inForce.now().missing()).isEmpty();
        assertThat(ask("direct:a")).isEqualTo("elm");
    }

    private void put(String name, String content) {
        files.put(name, content);
        take();
    }

    private void take() {
        changes.take(new RouteTexts(files, List.of()));
    }

    private String ask(String uri) {
        return producer.requestBody(uri, "", String.class);
    }

    private double reloads(String outcome) {
        return meters.get("darkroom.route.reloads")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private double gauge() {
        return meters.get("darkroom.route.files.in.force").gauge().value();
    }

    private static String says(String id, String uri, String answer) {
        return """
                - route:
                    id: %s
                    from:
                      uri: %s
                      steps:
                        - setBody:
                            constant: %s
                """
                .formatted(id, uri, answer);
    }

    private static String onlyOnce(String route) {
        return route.replace("    from", "    precondition: \"'once' == 'once'\"\n    from");
    }

    private static String onlyNow(String route) {
        return route.replace("    from", "    precondition: \"'now' == 'now'\"\n    from");
    }

    private static String calls(String id, String uri, String other) {
        return """
                - route:
                    id: %s
                    from:
                      uri: %s
                      steps:
                        - to: %s
                """
                .formatted(id, uri, other);
    }

    private static String answersFailuresWith(String answer) {
        return """
                - routeConfiguration:
                    id: own-faults
                    onException:
                      - onException:
                          exception:
                            - java.lang.IllegalStateException
                          handled:
                            constant: "true"
                          steps:
                            - setBody:
                                constant: %s
                """
                .formatted(answer);
    }
}
