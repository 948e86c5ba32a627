package dev.darkroom.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.darkroom.aws.AwsClients;
import dev.darkroom.aws.queue.WorkerSqsClient;
import dev.darkroom.sandbox.Sandbox;
import dev.darkroom.sandbox.SandboxSettings;
import dev.darkroom.support.SandboxClients;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** What a route's policy has the client do with the messages in work. */
class MessagesInWorkTest {

    private Sandbox sandbox;
    private SqsClient others;
    private WorkerSqsClient worker;
    private DefaultCamelContext context;
    private String queue;
    private final AtomicInteger crashed = new AtomicInteger();

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(SandboxSettings.inMemory());
        others = AwsClients.sqs(SandboxClients.connection(sandbox));
        worker = AwsClients.workerSqs(SandboxClients.connection(sandbox));
        queue = others.createQueue(r -> r.queueName("events")).queueUrl();
        others.createQueue(r -> r.queueName("crashes"));
        context = new DefaultCamelContext();
        // Camel never takes back what an error of Java left in flight, and would wait for it in vain.
        context.getShutdownStrategy().setTimeout(1);
        context.getRegistry().bind("sqs", worker);
        context.getRegistry().bind("pollers", new Pollers(worker, 1, "resizer"));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("aws2-sqs:crashes?queueUrl=crashes&visibilityTimeout=1&initialDelay=0&scheduler=#pollers")
                        .routePolicy(new MessagesInWork(worker))
                        .process(exchange -> {
                            crashed.incrementAndGet();
                            throw new OutOfMemoryError("as if");
                        });
                from("direct:fails")
                        .routePolicy(new MessagesInWork(worker))
                        .throwException(new IOException("S3 is away"));
            }
        });
        context.start();
    }

    @AfterEach
    void stop() throws IOException {
        context.close();
        worker.close();
        others.close();
        sandbox.close();
    }

    @Test
    void shouldHaveAFailedMessageComeBackWhenItsTimeIsOver() {
        Message message = receive(1);

        context.createProducerTemplate().send("direct:fails", exchange -> exchange.getIn()
                .setHeader(Sqs2Constants.RECEIPT_HANDLE, message.receiptHandle()));

        assertThat(othersReceive()).hasSize(1);
    }

    @Test
    void shouldHandBackWhatIsInWorkWhenTheRouteStops() throws Exception {
        receive(1000);

        context.getRouteController().stopAllRoutes();

        assertThat(othersReceive()).hasSize(1);
    }

    /** Camel's own scheduler ends with the first, and the message would stay hidden for as long as the process lives. */
    @Test
    void shouldGoOnPollingWhenMemoryRanOutAndHaveTheMessageComeBack() {
        String crashes = others.getQueueUrl(r -> r.queueName("crashes")).queueUrl();
        others.sendMessage(r -> r.queueUrl(crashes).messageBody("an upload"));

        await().until(() -> crashed.get() >= 2);
    }

    private Message receive(int visibilitySeconds) {
        others.sendMessage(r -> r.queueUrl(queue).messageBody("an upload"));
        return worker.receiveMessage(r -> r.queueUrl("events").visibilityTimeout(visibilitySeconds))
                .messages()
                .get(0);
    }

    private List<Message> othersReceive() {
        return others.receiveMessage(r -> r.queueUrl(queue).waitTimeSeconds(10)).messages();
    }
}
