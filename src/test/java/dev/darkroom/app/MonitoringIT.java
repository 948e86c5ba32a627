package dev.darkroom.app;

import static dev.darkroom.app.LaptopProcess.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.aws.AwsClients;
import dev.darkroom.deploy.MetricsTable;
import dev.darkroom.deploy.Query;
import dev.darkroom.sandbox.Fault;
import dev.darkroom.sandbox.FaultRule;
import dev.darkroom.sandbox.Sandbox;
import dev.darkroom.sandbox.SandboxSettings;
import dev.darkroom.support.SandboxClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What the guide, the dashboard and the alerts say of metrics is what the packaged app has, after a run in which all sorts of things happen. */
@TestInstance(Lifecycle.PER_CLASS)
class MonitoringIT {

    private static final String OPERATOR = "darkroom_operator_";
    private Scrape scrape;

    @BeforeAll
    void run(@TempDir Path routes) throws IOException {
        Files.copy(Path.of("routes/images.camel.yaml"), routes.resolve("images.camel.yaml"));
        Map<String, String> settings = Map.of(
                "darkroom.queue.wait-seconds", "1",
                "darkroom.queue.metrics-seconds", "1",
                "darkroom.gallery.requests-per-second", "5");
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.inMemory());
                LaptopProcess app = LaptopProcess.startWith(LaptopProcess.provisioned(sandbox), routes, settings);
                WorkerProcess operator = operatorWithoutCluster()) {
            upload(app, sandbox);
            visit(app, sandbox);
            eventually().until(() -> operator.metrics().contains(OPERATOR));
            eventually().until(() -> app.metric("darkroom_queue_messages", "dead-letter") == 1);
            scrape = Scrape.of(app.process().metrics(), operator.metrics());
        }
    }

    /** One that becomes a thumbnail, one that is refused, one that fails at first, and a message that is no upload. */
    private static void upload(LaptopProcess app, Sandbox sandbox) throws IOException {
        app.upload("good.png", LaptopProcess.picture());
        app.upload("bad.png", "no picture".getBytes(UTF_8));
        eventually().until(() -> uploads(app, "ready") == 1 && uploads(app, "rejected") == 1);
        sandbox.faults()
                .add(FaultRule.on("s3:PutObject", Fault.error(400, "InvalidRequest"))
                        .in("test-resized")
                        .times(1));
        app.upload("later.png", LaptopProcess.picture());
        try (SqsClient sqs = AwsClients.sqs(SandboxClients.connection(sandbox))) {
            String queue =
                    sqs.getQueueUrl(r -> r.queueName("test-upload-events")).queueUrl();
            sqs.sendMessage(r -> r.queueUrl(queue).messageBody("this is no event"));
        }
        eventually().until(() -> uploads(app, "failed-attempt") == 1 && uploads(app, "put-aside") == 1);
        eventually().until(() -> uploads(app, "ready") == 2);
    }

    private static double uploads(LaptopProcess app, String outcome) {
        return app.metric("darkroom_uploads_total", "outcome=\"" + outcome + "\"");
    }

    /** Answers of each kind, more of them than are allowed, and while S3 is in trouble. */
    private static void visit(LaptopProcess app, Sandbox sandbox) {
        for (String path : List.of("/assets/1/gallery.css", "/openapi.json", "/nothing", "/uploads/good.png")) {
            app.get(path);
        }
        eventually().until(() -> app.get("/upload-form").statusCode() == 429);
        eventually().until(() -> app.get("/").statusCode() == 200);
        sandbox.faults().add(FaultRule.on("s3:ListObjectsV2", Fault.error(403, "AccessDenied")));
        eventually().until(() -> app.get("/images").statusCode() >= 500);
    }

    private static WorkerProcess operatorWithoutCluster() throws IOException {
        return WorkerProcess.start(Map.of(
                "darkroom.roles", "operator",
                "darkroom.operator.image", "registry.example.com/darkroom:1",
                "darkroom.operator.leader-election", "false",
                "kubernetes.master", "http://localhost:1",
                "kubernetes.auth.tryKubeConfig", "false"));
    }

    /** Nothing more and nothing less, with these labels and values. */
    @Test
    void shouldHaveTheMetricsOfTheGuide() throws IOException {
        Map<String, MetricsTable.Row> guide = MetricsTable.rows();
        Set<String> own = new TreeSet<>();
        for (Scrape.Sample sample : scrape.samples()) {
            if (sample.name().startsWith("darkroom_")) {
                own.add(MetricsTable.family(sample.name()));
            }
        }

        assertThat(own)
                .containsExactlyInAnyOrderElementsOf(guide.keySet().stream()
                        .filter(name -> name.startsWith("darkroom_"))
                        .toList());
        for (Map.Entry<String, MetricsTable.Row> metric : guide.entrySet()) {
            shouldBe(metric.getKey(), metric.getValue());
        }
    }

    private void shouldBe(String name, MetricsTable.Row row) {
        assertThat(scrape.types().get(name.replaceFirst("_total$", "")))
                .as(name)
                .isEqualTo(row.type());
        String series = Set.of("histogram", "summary").contains(row.type()) ? name + "_count" : name;
        Map<String, Set<String>> values = Scrape.values(scrape.of(series));
        if (name.startsWith("darkroom_")) {
            assertThat(values.keySet())
                    .as("labels of %s", name)
                    .isEqualTo(row.labels().keySet());
        } else {
            assertThat(values.keySet())
                    .as("labels of %s", name)
                    .containsAll(row.labels().keySet());
        }
        row.labels().forEach((label, known) -> assertThat(known.isEmpty() ? values.get(label) : known)
                .as("%s of %s", label, name)
                .containsAll(values.get(label)));
    }

    @Test
    void shouldHaveWhatDashboardAndAlertsAskFor() throws IOException {
        List<Query> queries = Query.all();

        assertThat(queries).hasSizeGreaterThan(40);
        for (Query query : queries) {
            assertThat(query.selections()).as(query.where()).isNotEmpty();
            Set<String> labels = new TreeSet<>(Query.LABELS_OF_SCRAPES);
            for (Query.Selection selection : query.selections()) {
                labels.addAll(shouldBeThere(query.where(), selection));
            }
            assertThat(labels).as("labels by which %s groups", query.where()).containsAll(query.groups());
        }
    }

    /** At least one series that the conditions on its labels let through. */
    private Set<String> shouldBeThere(String where, Query.Selection selection) {
        List<Scrape.Sample> samples = scrape.of(selection.metric());
        assertThat(samples).as("%s: %s", where, selection.metric()).isNotEmpty();
        Set<String> labels = Scrape.values(samples).keySet();
        Set<String> asked = new TreeSet<>(selection.labels());
        asked.removeAll(Query.LABELS_OF_SCRAPES);
        assertThat(labels).as("%s: labels of %s", where, selection.metric()).containsAll(asked);
        assertThat(samples).as("%s: %s", where, selection).anyMatch(sample -> selection.values().entrySet().stream()
                .allMatch(value -> value.getValue().equals(sample.labels().get(value.getKey()))));
        return labels;
    }
}
