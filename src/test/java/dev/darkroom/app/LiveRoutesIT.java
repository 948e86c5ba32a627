package dev.darkroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged app while somebody edits its route files. */
class LiveRoutesIT {

    @TempDir
    static Path directory;

    private static Path routes;
    private static LaptopProcess app;

    @BeforeAll
    static void start() throws IOException {
        routes = Files.createDirectory(directory.resolve("routes"));
        Files.writeString(routes.resolve("first.camel.yaml"), says("first", "/first", "first"));
        app = LaptopProcess.start(routes, directory.resolve("data"), Map.of("darkroom.queue.wait-seconds", "5"));
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @AfterEach
    void removeFiles() throws IOException {
        try (Stream<Path> files = Files.list(routes)) {
            for (Path file :
                    files.filter(name -> !name.endsWith("first.camel.yaml")).toList()) {
                Files.delete(file);
            }
        }
        awaitFiles("first.camel.yaml");
    }

    private static void awaitFiles(String names) {
        LaptopProcess.eventually().untilAsserted(() -> assertThat(
                        app.routesHealth().at("/data/own files").asText())
                .isEqualTo(names));
    }

    @Test
    void shouldAddChangeAndRemoveARoute() throws IOException {
        app.write("hello.camel.yaml", says("hello", "/hello", "one"));
        LaptopProcess.eventually().until(() -> app.body("/hello"), "one"::equals);
        app.write("hello.camel.yaml", says("hello", "/hello", "two"));
        LaptopProcess.eventually().until(() -> app.body("/hello"), "two"::equals);
        app.delete("hello.camel.yaml");
        LaptopProcess.eventually().until(() -> app.get("/hello").statusCode(), status -> status == 404);
        assertThat(app.body("/first")).isEqualTo("first");
    }

    @Test
    void shouldReplaceAShippedRouteAndBringItBack() throws IOException {
        String shipped = app.body("/openapi.json");
        app.write("openapi.camel.yaml", says("openapi", "/openapi.json", "mine"));
        LaptopProcess.eventually().until(() -> app.body("/openapi.json"), "mine"::equals);
        app.delete("openapi.camel.yaml");
        LaptopProcess.eventually().until(() -> app.body("/openapi.json"), shipped::equals);
    }

    @Test
    void shouldStayReadyAndSayWhyAChangeIsNotTaken() throws IOException {
        int refused = app.changes("refused");
        app.write("broken.camel.yaml", says("broken", "/broken", "x").replace("setBody", "setbody"));

        LaptopProcess.eventually().until(() -> app.changes("refused"), count -> count == refused + 1);
        JsonNode health = app.routesHealth();
        assertThat(app.process().isReady()).isTrue();
        assertThat(health.path("status").asText()).isEqualTo("UP");
        assertThat(health.at("/data/own files").asText()).isEqualTo("first.camel.yaml");
        assertThat(health.at("/data/outcome").asText()).isEqualTo("refused");
        assertThat(health.at("/data/last change").asText()).startsWith("20");
        assertThat(health.at("/data/reason").asText())
                .isEqualTo("broken.camel.yaml:6: there is no step 'setbody'; did you mean 'setBody'?");
        assertThat(app.metric("darkroom_route_files_in_force", "")).isZero();
        assertThat(app.process().log())
                .filteredOn(line -> line.contains("setbody"))
                .singleElement()
                .asString()
                .endsWith(
                        "Routes not changed, those from before run on: broken.camel.yaml:6: there is no step 'setbody';"
                                + " did you mean 'setBody'?");
        assertThat(app.body("/first")).isEqualTo("first");

        app.delete("broken.camel.yaml");
        LaptopProcess.eventually().until(() -> app.metric("darkroom_route_files_in_force", ""), value -> value == 1);
    }

    /** The check does not know which preconditions are met. */
    @Test
    void shouldPutBackWhatRanWhenCamelRefuses() throws IOException {
        int failed = app.changes("failed");
        app.write("mine.camel.yaml", says("mine", "/mine", "one"));
        LaptopProcess.eventually().until(() -> app.body("/mine"), "one"::equals);
        app.write(
                "mine.camel.yaml",
                says("mine", "/mine", "two")
                        .replace(
                                "from:\n      uri: platform-http:/mine",
                                "precondition: \"'1' == '1'\"\n    from:\n      uri: direct:admit"));

        LaptopProcess.eventually().until(() -> app.changes("failed"), count -> count == failed + 1);
        assertThat(app.body("/mine")).isEqualTo("one");
        assertThat(app.get("/").statusCode()).isEqualTo(200);
        assertThat(app.routesHealth().at("/data/reason").asText())
                .startsWith("Camel refuses mine.camel.yaml: ")
                .contains("direct://admit");
        assertThat(app.process().isReady()).isTrue();
    }

    @Test
    void shouldFinishRequestsAndTurnNoneAwayForGood() throws Exception {
        String slow = says("slow", "/slow", "old").replace("steps:\n", "steps:\n        - delay: {constant: 2000}\n");
        app.write("slow.camel.yaml", slow);
        app.write("busy.camel.yaml", says("busy", "/busy", "old"));
        awaitFiles("busy.camel.yaml, first.camel.yaml, slow.camel.yaml");
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> app.body("/slow"));
        Set<Integer> statuses = ConcurrentHashMap.newKeySet();
        CompletableFuture<Void> visits = CompletableFuture.runAsync(() -> visit(statuses));
        TimeUnit.MILLISECONDS.sleep(500);

        app.write("slow.camel.yaml", slow.replace("2000", "1").replace("old", "new"));
        app.write("busy.camel.yaml", says("busy", "/busy", "new"));

        assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo("old");
        visits.get(60, TimeUnit.SECONDS);
        LaptopProcess.eventually().until(() -> app.body("/slow"), "new"::equals);
        assertThat(statuses).contains(200).isSubsetOf(List.of(200, 503));
    }

    /** The receives of the route that goes may still wait for messages when the new one starts. */
    @Test
    void shouldNotSwallowMessagesThatFormerReceivesBring() throws IOException {
        String shipped = Files.readString(Path.of("routes/resize.camel.yaml"));
        for (int change = 1; change <= 3; change++) {
            int applied = app.changes("applied");
            app.write("resize.camel.yaml", shipped + "# change " + change + "\n");
            LaptopProcess.eventually().until(() -> app.changes("applied"), count -> count == applied + 1);
            for (int picture = 1; picture <= 4; picture++) {
                app.upload("picture-" + change + "-" + picture, LaptopProcess.picture());
            }
            for (int picture = 1; picture <= 4; picture++) {
                String key = "picture-" + change + "-" + picture;
                LaptopProcess.eventually().until(() -> app.state(key), "ready"::equals);
            }
        }
    }

    /** Until the new answer comes. */
    private static void visit(Set<Integer> statuses) {
        HttpResponse<String> answer = app.get("/busy");
        while (!answer.body().equals("new")) {
            statuses.add(answer.statusCode());
            answer = app.get("/busy");
        }
    }

    private static String says(String id, String path, String answer) {
        return """
                - route:
                    id: %s
                    from:
                      uri: platform-http:%s
                      steps:
                        - setBody:
                            constant: %s
                """
                .formatted(id, path, answer);
    }
}
