package dev.darkroom.command;

import dev.darkroom.aws.AwsClients;
import dev.darkroom.aws.AwsConnection;
import dev.darkroom.aws.provision.GalleryInfrastructure;
import dev.darkroom.aws.provision.Provisioner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Makes AWS what a gallery needs, where no operator does. */
@Command(
        name = "provision",
        description = {
            "Makes or repairs what a gallery needs on AWS: both buckets, the queue, its dead-letter queue, and the rules between"
                    + " them.",
            "Changes only what is not right, and nothing that others have configured. May be run again at any time."
        })
final class ProvisionCommand implements Runnable {

    @Mixin
    private HelpOption help;

    @Mixin
    private Output output;

    @Option(names = "--dry-run", description = "Changes nothing; tells what would be changed.")
    private boolean dryRun;

    private final Settings settings;

    ProvisionCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void run() {
        GalleryInfrastructure gallery = new GalleryInfrastructure(
                settings.uploadBucket(),
                settings.resizedBucket(),
                settings.queue(),
                settings.uploadAccess(),
                settings.origins());
        AwsConnection connection = settings.aws();
        try (S3Client s3 = AwsClients.s3(connection);
                SqsClient sqs = AwsClients.sqs(connection)) {
            Provisioner provisioner = new Provisioner(s3, sqs);
            output.print(
                    dryRun
                            ? ProvisionAnswer.planned(gallery, provisioner.plan(gallery))
                            : ProvisionAnswer.made(gallery, provisioner.provision(gallery)));
        }
    }
}
