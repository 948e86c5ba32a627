package dev.darkroom.aws.provision;

import dev.darkroom.aws.AwsClients;
import dev.darkroom.aws.AwsConnection;
import dev.darkroom.aws.UploadAccess;
import dev.darkroom.sandbox.Sandbox;
import dev.darkroom.sandbox.SandboxSettings;
import dev.darkroom.support.SandboxClients;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A sandbox in Frankfurt, with clients of its owner. */
abstract class ProvisionerTestCase {

    static final String REGION = "eu-central-1";

    Sandbox sandbox;
    S3Client s3;
    SqsClient sqs;

    @BeforeEach
    void startSandbox() throws IOException {
        sandbox = Sandbox.start(SandboxSettings.inMemory());
        AwsConnection connection = SandboxClients.connection(sandbox.endpoint(), REGION);
        s3 = AwsClients.s3(connection);
        sqs = AwsClients.sqs(connection);
    }

    @AfterEach
    void stopSandbox() {
        s3.close();
        sqs.close();
        sandbox.close();
    }

    static GalleryInfrastructure gallery(UploadAccess access) {
        return new GalleryInfrastructure(
                "photos-in", "photos-out", "photos-in-events", access, List.of("https://photos.example"));
    }

    String url(String queue) {
        return sqs.getQueueUrl(r -> r.queueName(queue)).queueUrl();
    }

    Map<QueueAttributeName, String> attributes(String queue) {
        return sqs.getQueueAttributes(r -> r.queueUrl(url(queue)).attributeNames(QueueAttributeName.ALL))
                .attributes();
    }
}
