package dev.darkroom.command;

import dev.darkroom.aws.AwsClients;
import dev.darkroom.aws.AwsConnection;
import dev.darkroom.aws.recovery.DeadLetters;
import dev.darkroom.aws.recovery.RejectedUploads;
import dev.darkroom.aws.recovery.UploadQueues;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Shows what failed and why. */
@Command(
        name = "failures",
        description = {
            "Shows what failed and why: messages in the dead-letter queue and rejected uploads.",
            "Changes nothing. Failures found are no failure of the command: it exits with 0."
        })
final class FailuresCommand implements Runnable, AwsCommand {

    @Mixin
    private HelpOption help;

    @Mixin
    private Output output;

    private final Settings settings;

    FailuresCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void run() {
        String bucket = settings.uploadBucket();
        UploadQueues queues = new UploadQueues(settings.queue());
        AwsConnection connection = settings.aws();
        try (SqsClient sqs = AwsClients.sqs(connection);
                S3Client s3 = AwsClients.s3(connection)) {
            output.print(new FailuresReport(
                    queues.deadLetterQueue(),
                    new DeadLetters(sqs, queues).list(),
                    bucket,
                    new RejectedUploads(s3, bucket).list()));
        }
    }

    @Override
    public String rights() {
        return "sqs:GetQueueUrl, sqs:ReceiveMessage and sqs:ChangeMessageVisibility on the dead-letter queue,"
                + " s3:ListBucket and s3:GetObjectTagging on the upload bucket";
    }
}
