package dev.darkroom.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.aws.AwsClients;
import dev.darkroom.aws.queue.WorkerSqsClient;
import dev.darkroom.sandbox.Sandbox;
import dev.darkroom.sandbox.SandboxSettings;
import dev.darkroom.support.SandboxClients;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Which priority the threads have that work on messages. */
class PollersTest {

    @Test
    void shouldStandBackForVisitorsOfAGalleryInTheSameProcess() throws Exception {
        assertThat(priorityOfWork("resizer, Gallery")).isEqualTo(Thread.MIN_PRIORITY);
    }

    @Test
    void shouldStandBackForNobodyWhereThereIsNoGallery() throws Exception {
        assertThat(priorityOfWork("sandbox,resizer")).isEqualTo(Thread.NORM_PRIORITY);
    }

    private static int priorityOfWork(String roles) throws Exception {
        BlockingQueue<Integer> priorities = new LinkedBlockingQueue<>();
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.inMemory());
                SqsClient others = AwsClients.sqs(SandboxClients.connection(sandbox));
                WorkerSqsClient worker = AwsClients.workerSqs(SandboxClients.connection(sandbox));
                DefaultCamelContext context = new DefaultCamelContext()) {
            String queue = others.createQueue(r -> r.queueName("events")).queueUrl();
            context.getRegistry().bind("sqs", worker);
            context.getRegistry().bind("pollers", new Pollers(worker, 1, roles));
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("aws2-sqs:events?queueUrl=events&visibilityTimeout=30&scheduler=#pollers")
                            .process(exchange ->
                                    priorities.add(Thread.currentThread().getPriority()));
                }
            });
            context.start();
            others.sendMessage(r -> r.queueUrl(queue).messageBody("an upload"));
            Integer priority = priorities.poll(20, TimeUnit.SECONDS);
            assertThat(priority)
                    .as("priority of the thread that works on the message")
                    .isNotNull();
            return priority;
        }
    }
}
