package dev.darkroom.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.darkroom.command.CommandRun;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is said of mistakes that people make, and what runs then: by {@code check-routes}, at start, and in the packaged app when a file
 * changes. docs/change-routes.md has it as a table, which {@code -Ddarkroom.docs=write} writes.
 */
class RouteMistakesIT {

    private static final Path GUIDE = Path.of("docs/change-routes.md");
    private static final String START =
            "<!-- what follows is written by RouteMistakesIT with -Ddarkroom.docs=write -->\n\n";
    private static final String END = "\n<!-- written until here -->";
    private static final String HEAD =
            """
            | mistake | what is said | `check-routes` | at start | in a running app |
            | --- | --- | --- | --- | --- |
            """;
    private static final String PREFIX = "Routes not changed, those from before run on: ";

    @TempDir
    Path directory;

    @Test
    void shouldSayTheSameEverywhereAndKeepRunningWhatRuns() throws IOException {
        Path routes = Files.createDirectory(directory.resolve("routes"));
        Files.writeString(routes.resolve(RouteMistake.FILE), RouteMistake.TWO_ROUTES.content());
        StringBuilder table = new StringBuilder(HEAD);
        try (LaptopProcess app = LaptopProcess.start(routes, directory.resolve("data"), Map.of())) {
            assertThat(app.body("/hello-again"))
                    .as("started with two routes in a file")
                    .isEqualTo("Hello again");
            app.write(RouteMistake.FILE, RouteMistake.RIGHT);
            LaptopProcess.eventually().until(() -> app.get("/hello-again").statusCode(), status -> status == 404);
            for (RouteMistake mistake : RouteMistake.ALL) {
                table.append(row(mistake, app));
            }
            table.append(rowOfTwoRoutes(app));
        }
        compare(table.toString());
    }

    private String row(RouteMistake mistake, LaptopProcess app) throws IOException {
        CommandRun check = check(mistake);
        assertThat(check.exitCode()).as(mistake.title()).isEqualTo(1);
        assertThat(check.out()).as(mistake.title()).hasSize(1);
        assertThat(start(mistake)).as(mistake.title() + ", at start").isEqualTo(check.out());
        assertThat(live(mistake, app))
                .as(mistake.title() + ", in a running app")
                .isEqualTo(check.out());
        return "| %s | `%s` | exits with 1 | does not start, exits with 1 | what ran before runs on |\n"
                .formatted(mistake.title(), check.out().get(0).replace("|", "\\|"));
    }

    private String rowOfTwoRoutes(LaptopProcess app) throws IOException {
        CommandRun check = check(RouteMistake.TWO_ROUTES);
        assertThat(check.exitCode()).isZero();
        assertThat(start(RouteMistake.TWO_ROUTES)).isEmpty();
        app.write(RouteMistake.FILE, RouteMistake.TWO_ROUTES.content());
        LaptopProcess.eventually().until(() -> app.body("/hello-again"), "Hello again"::equals);
        assertThat(app.body("/hello")).isEqualTo("Hello");
        return "| %s: no mistake | `%s` | exits with 0 | both run | both run; a change to one restarts the other, too |\n"
                .formatted(RouteMistake.TWO_ROUTES.title(), check.out().get(0));
    }

    private CommandRun check(RouteMistake mistake) throws IOException {
        return CommandRun.of("check-routes", place(mistake).toString());
    }

    /** What is printed before the process exits with 1; {@link OwnRoutesIT} sees it do so. */
    private List<String> start(RouteMistake mistake) throws IOException {
        Map<String, String> settings = Map.of(
                "darkroom.roles", "gallery",
                "darkroom.upload.bucket", "photos-in",
                "darkroom.resized.bucket", "photos-out",
                "darkroom.routes.watch", "PT2S",
                "darkroom.routes", place(mistake).toString());
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(
                        new PropertiesConfigSource(settings, "test", 400),
                        new PropertiesConfigSource(
                                Path.of("routes/application.properties").toUri().toURL(), 200))
                .build();
        StartupCheck check = new StartupCheck(config, new RoutesInForce(), new OwnClasses(config));
        Throwable failure = catchThrowable(() -> check.check(null));
        if (failure == null) {
            return List.of();
        }
        assertThat(failure).isInstanceOf(ConfigurationException.class).hasNoCause();
        return failure.getMessage().lines().toList();
    }

    /** @return what is said of it in the log and in readiness */
    private static List<String> live(RouteMistake mistake, LaptopProcess app) throws IOException {
        int before = app.process().log().size();
        int refused = app.changes("refused");
        app.write(RouteMistake.FILE, mistake.content());
        LaptopProcess.eventually().until(() -> app.changes("refused"), count -> count == refused + 1);
        assertThat(app.body("/hello")).as(mistake.title()).isEqualTo("Hello");
        List<String> log = app.process().log();
        List<String> said = new ArrayList<>();
        for (String line : log.subList(before, log.size())) {
            assertThat(line).as("one line for each mistake, no stack trace").contains(PREFIX);
            said.add(line.substring(line.indexOf(PREFIX) + PREFIX.length()));
        }
        assertThat(app.routesHealth().at("/data/reason").asText().lines()).isEqualTo(said);
        return said;
    }

    private Path place(RouteMistake mistake) throws IOException {
        Path place = Files.createDirectories(directory.resolve("place"));
        Files.writeString(place.resolve(RouteMistake.FILE), mistake.content());
        return place;
    }

    private static void compare(String table) throws IOException {
        String guide = Files.readString(GUIDE);
        int start = guide.indexOf(START);
        int end = guide.indexOf(END, start);
        assertThat(start).as("the place of the table").isPositive();
        String updated = guide.substring(0, start) + START + table + guide.substring(end);
        if ("write".equals(System.getProperty("darkroom.docs"))) {
            Files.writeString(GUIDE, updated);
        } else {
            assertThat(guide).isEqualTo(updated);
        }
    }
}
