package dev.darkroom.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.processor.ThrottlerRejectedExecutionException;
import org.apache.camel.spi.Registry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which step answers which address, and what becomes of requests that fail or come too often. */
class GalleryRoutesTest extends RouteTestCase {

    private static final List<String> ROUTES =
            List.of("gallery", "assets", "images", "upload-form", "uploads", "openapi");

    static final List<String> FILES = Stream.concat(
                    ROUTES.stream(), Stream.of("admit", "gallery-faults", "left-to-caller"))
            .map(name -> name + ".camel.yaml")
            .toList();

    private static final Set<String> VISITED = new ConcurrentSkipListSet<>();

    private final Steps steps = new Steps();

    GalleryRoutesTest() {
        super(FILES, VISITED);
    }

    @Override
    Properties settings() {
        Properties settings = new Properties();
        settings.setProperty("darkroom.gallery.requests-per-second", "2");
        return settings;
    }

    @Override
    protected void bindToRegistry(Registry registry) {
        Stream.of("galleryHttp", "imagesHttp", "uploadFormHttp", "uploadStatusHttp", "apiDescription", "galleryFaults")
                .forEach(bean -> registry.bind(bean, steps));
    }

    /** Tests in place of the HTTP server. */
    @BeforeEach
    void start() throws Exception {
        for (String id : ROUTES) {
            AdviceWith.adviceWith(context, id, route -> route.replaceFromWith("direct:" + id));
        }
        steps.failing = false;
        context.start();
    }

    @AfterAll
    static void everyNodeHasBeenVisited() throws IOException {
        assertThat(VISITED).containsAll(nodes(FILES));
    }

    @ParameterizedTest
    @CsvSource({
        "gallery, page",
        "assets, asset",
        "images, list",
        "upload-form, create",
        "uploads, status",
        "openapi, send"
    })
    void shouldHaveAStepForEachAddress(String route, String step) {
        assertThat(answer(route)).isEqualTo(step);
    }

    @Test
    void shouldRefuseWhatIsMoreThanItIsToServeInASecond() {
        for (int i = 0; i < 2; i++) {
            answer("images");
        }

        assertThat(answer("images"))
                .isEqualTo("answer to " + ThrottlerRejectedExecutionException.class.getSimpleName());
        assertThat(answer("gallery")).startsWith("answer to Throttler");
        assertThat(answer("assets")).as("not limited").isEqualTo("asset");
    }

    @ParameterizedTest
    @CsvSource({"gallery", "assets", "images", "upload-form", "uploads", "openapi"})
    void shouldAnswerWhateverFails(String route) {
        steps.failing = true;

        assertThat(answer(route)).isEqualTo("answer to IllegalStateException");
    }

    /** So that no shipped route is without a test here. */
    @Test
    void shouldKnowAllFiles() throws IOException {
        Set<String> known = Stream.of(
                        FILES,
                        UploadRoutesTest.FILES,
                        List.of("beans.camel.yaml", "upload-beans.camel.yaml", "gallery-beans.camel.yaml"))
                .flatMap(List::stream)
                .collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".camel.yaml")))
                    .containsExactlyInAnyOrderElementsOf(known);
        }
    }

    private String answer(String route) {
        Exchange exchange = template.send("direct:" + route, request -> {});
        assertThat(exchange.isFailed()).isFalse();
        return exchange.getMessage().getBody(String.class);
    }

    /** Answers with the name of the step. */
    public static final class Steps {

        private boolean failing;

        public String page() {
            return done("page");
        }

        public String asset() {
            return done("asset");
        }

        public String list() {
            return done("list");
        }

        public String create() {
            return done("create");
        }

        public String status() {
            return done("status");
        }

        public String send() {
            return done("send");
        }

        public String answer(Exchange exchange) {
            Exception caught = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Exception.class);
            return "answer to " + caught.getClass().getSimpleName();
        }

        private String done(String step) {
            if (failing) {
                throw new IllegalStateException("broken by the test");
            }
            return step;
        }
    }
}
