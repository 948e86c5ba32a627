package dev.darkroom.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.aws.AwsClients;
import dev.darkroom.aws.recovery.Redrive;
import dev.darkroom.aws.recovery.UploadQueues;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Has everything in the dead-letter queue tried again. */
@Command(
        name = "redrive",
        description = {
            "Moves all messages of the dead-letter queue back, to be tried again from the start.",
            "Waits until SQS has moved them. Messages that are no upload events come back to the dead-letter queue."
        })
final class RedriveCommand implements Runnable, AwsCommand {

    @Mixin
    private HelpOption help;

    @Mixin
    private Output output;

    private final Settings settings;

    RedriveCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void run() {
        UploadQueues queues = new UploadQueues(settings.queue());
        try (SqsClient sqs = AwsClients.sqs(settings.aws())) {
            output.print(new Moved(queues, new Redrive(sqs, queues).run()));
        }
    }

    @Override
    public String rights() {
        return "sqs:GetQueueUrl and sqs:GetQueueAttributes on both queues, sqs:StartMessageMoveTask,"
                + " sqs:ListMessageMoveTasks, sqs:ReceiveMessage and sqs:DeleteMessage on the dead-letter queue, and"
                + " sqs:SendMessage on the queue of upload events";
    }

    private record Moved(UploadQueues queues, long messages) implements Output.Report {

        @Override
        public void print(PrintWriter out) {
            if (messages == 0) {
                out.println("Nothing to move: " + queues.deadLetterQueue() + " is empty.");
            } else {
                out.println("Moved " + messages + (messages == 1 ? " message" : " messages") + " from "
                        + queues.deadLetterQueue() + " to " + queues.queue() + ".");
            }
        }

        @Override
        public ObjectNode toJson() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("from", queues.deadLetterQueue())
                    .put("to", queues.queue())
                    .put("moved", messages);
        }
    }
}
