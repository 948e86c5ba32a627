package dev.darkroom.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.aws.AwsClients;
import dev.darkroom.aws.queue.WorkerSqsClient;
import dev.darkroom.sandbox.Sandbox;
import dev.darkroom.sandbox.SandboxSettings;
import dev.darkroom.support.SandboxClients;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Which priority the threads have that work on messages. */
class PollersTest {

    /** Of the thread that works on a message, and of those that keep messages hidden meanwhile. */
    private record Priorities(int work, List<Integer> keepers) {

        static Priorities now() {
            List<Integer> keepers = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("message-leases"))
                    .map(Thread::getPriority)
                    .toList();
            return new Priorities(Thread.currentThread().getPriority(), keepers);
        }
    }

    @Test
    void shouldStandBackForVisitorsOfAGalleryInTheSameProcess() throws Exception {
        assertThat(priorities("resizer, Gallery").work()).isEqualTo(Thread.MIN_PRIORITY);
    }

    @Test
    void shouldStandBackForNobodyWhereThereIsNoGallery() throws Exception {
        assertThat(priorities("sandbox,resizer").work()).isEqualTo(Thread.NORM_PRIORITY);
    }

    /** A thread inherits the priority of the one that starts it. */
    @Test
    void shouldKeepMessagesHiddenWithTheUsualPriority() throws Exception {
        assertThat(priorities("resizer,gallery").keepers()).isNotEmpty().containsOnly(Thread.NORM_PRIORITY);
    }

    private static Priorities priorities(String roles) throws Exception {
        BlockingQueue<Priorities> seen = new LinkedBlockingQueue<>();
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
                            .process(exchange -> seen.add(Priorities.now()));
                }
            });
            context.start();
            others.sendMessage(r -> r.queueUrl(queue).messageBody("an upload"));
            return Optional.ofNullable(seen.poll(20, TimeUnit.SECONDS)).orElseThrow();
        }
    }
}
