package dev.darkroom.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.darkroom.aws.AwsClients;
import dev.darkroom.aws.queue.WorkerSqsClient;
import dev.darkroom.sandbox.Fault;
import dev.darkroom.sandbox.FaultRule;
import dev.darkroom.sandbox.Sandbox;
import dev.darkroom.sandbox.SandboxSettings;
import dev.darkroom.support.SandboxClients;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What the metrics tell of the queues. */
class QueueMetersTest {

    private static final double NOT_THERE = -1;

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Sandbox sandbox;
    private SqsClient others;
    private WorkerSqsClient worker;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start(SandboxSettings.inMemory());
        others = AwsClients.sqs(SandboxClients.connection(sandbox));
        worker = AwsClients.workerSqs(SandboxClients.connection(sandbox));
        others.createQueue(r -> r.queueName("uploads"));
        others.createQueue(r -> r.queueName("uploads-dlq"));
        camel.getRegistry().bind("meters", meters);
    }

    @AfterEach
    void stop() throws IOException {
        camel.close();
        worker.close();
        others.close();
        sandbox.close();
    }

    @Test
    void shouldTellHowManyMessagesEachQueueHas() throws Exception {
        send("uploads");
        send("uploads");
        send("uploads-dlq");
        others.receiveMessage(r -> r.queueUrl(url("uploads")).visibilityTimeout(60));
        run(1);

        await().until(() -> messages("events", "waiting") == 1);
        assertThat(messages("events", "in-work")).isEqualTo(1);
        assertThat(messages("events", "delayed")).isZero();
        await().until(() -> messages("dead-letter", "waiting") == 1);

        send("uploads-dlq");
        await().until(() -> messages("dead-letter", "waiting") == 2);
    }

    @Test
    void shouldTellHowLongAMessageWaited() throws Exception {
        run(1);
        await().until(() -> messages("events", "waiting") == 0);
        receive(1, 40);
        assertThat(meters.get("darkroom.queue.oldest.age").gauge().value())
                .as("nothing waits any more")
                .isZero();

        send("uploads");
        await().until(() -> messages("events", "waiting") == 1);
        assertThat(age()).isBetween(40.0, 50.0);

        receive(2, 200);
        assertThat(age()).as("hidden on purpose after a failure").isBetween(40.0, 50.0);
    }

    /** The last number before an outage would look as if all were well. */
    @Test
    void shouldNotFreezeWhenSqsCannotBeAsked() throws Exception {
        run(1);
        await().until(() -> messages("events", "waiting") == 0);

        sandbox.faults().add(FaultRule.on("sqs:GetQueueAttributes", Fault.error(403, "AccessDenied")));

        await().until(() -> Double.isNaN(messages("events", "waiting")));
        await().until(() -> Double.isNaN(messages("dead-letter", "in-work")));
        assertThat(age()).isNaN();

        sandbox.faults().clear();
        await().until(() -> messages("events", "waiting") == 0);
    }

    @Test
    void shouldKnowNothingOnceTheRouteIsStopped() throws Exception {
        run(1);
        await().until(() -> messages("events", "waiting") == 0);

        camel.getRouteController().stopAllRoutes();

        assertThat(messages("events", "waiting")).isNaN();
    }

    @Test
    void shouldNotAskIfThatIsSwitchedOff() throws Exception {
        run(0);
        receive(1, 5);

        await().during(Duration.ofSeconds(2)).until(() -> meters.getMeters().isEmpty());
    }

    private void run(int seconds) throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:uploads")
                        .routePolicy(new QueueMeters(worker, "uploads", "uploads", seconds))
                        .stop();
            }
        });
        camel.start();
    }

    private void receive(int receives, int ageSeconds) {
        long sent = Instant.now().minusSeconds(ageSeconds).toEpochMilli();
        camel.createProducerTemplate().send("direct:uploads", exchange -> {
            exchange.getMessage().setHeader("ApproximateReceiveCount", Integer.toString(receives));
            exchange.getMessage().setHeader("SentTimestamp", Long.toString(sent));
        });
    }

    private double messages(String queue, String state) {
        return Optional.ofNullable(meters.find("darkroom.queue.messages")
                        .tag("queue", queue)
                        .tag("state", state)
                        .gauge())
                .map(Gauge::value)
                .orElse(NOT_THERE);
    }

    private double age() {
        return meters.get("darkroom.queue.oldest.age").gauge().value();
    }

    private void send(String queue) {
        others.sendMessage(r -> r.queueUrl(url(queue)).messageBody("an upload"));
    }

    private String url(String queue) {
        return others.getQueueUrl(r -> r.queueName(queue)).queueUrl();
    }
}
