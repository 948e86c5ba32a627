package dev.darkroom.bench.pipeline;

import dev.darkroom.aws.AwsClients;
import dev.darkroom.aws.AwsConnection;
import dev.darkroom.aws.UploadAccess;
import dev.darkroom.aws.provision.GalleryInfrastructure;
import dev.darkroom.aws.provision.Provisioner;
import dev.darkroom.sandbox.CallLog;
import dev.darkroom.sandbox.Fault;
import dev.darkroom.sandbox.FaultRule;
import dev.darkroom.sandbox.Faults;
import dev.darkroom.sandbox.Sandbox;
import dev.darkroom.sandbox.SandboxSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A fresh S3 and SQS in this process, provisioned as the product does it. It hears of each thumbnail when S3 has it. */
final class World implements AutoCloseable {

    static final String UPLOAD = "bench-upload";
    static final String RESIZED = "bench-resized";
    static final String QUEUE = "bench-upload-events";
    static final String REGION = "us-east-1";

    private static final int OK = 200;
    private static final String INDEX = ".gallery/";

    private final Sandbox sandbox;
    private final S3Client s3;
    private final SqsClient sqs;
    private final String queueUrl;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    World() throws IOException {
        sandbox = Sandbox.start(SandboxSettings.inMemory());
        sandbox.calls().listen(this::called);
        AwsConnection connection = new AwsConnection();
        connection.setEndpoint(endpoint().toString());
        connection.setRegion(REGION);
        connection.setPathStyle(true);
        connection.setAccessKey("test");
        connection.setSecretKey("test");
        s3 = AwsClients.s3(connection);
        sqs = AwsClients.sqs(connection);
        new Provisioner(s3, sqs)
                .provision(new GalleryInfrastructure(UPLOAD, RESIZED, QUEUE, UploadAccess.ANONYMOUS, List.of("*")));
        queueUrl = sqs.getQueueUrl(r -> r.queueName(QUEUE)).queueUrl();
    }

    URI endpoint() {
        return sandbox.endpoint();
    }

    String queueUrl() {
        return queueUrl;
    }

    /** Each call to S3 takes that much longer from now on. */
    void delayS3(Duration delay) {
        sandbox.faults().add(FaultRule.on("s3:*", Fault.delay(delay)));
    }

    /** Nobody receives a message until what is returned is closed. */
    Faults.Registration closeQueue() {
        return sandbox.faults().add(FaultRule.on("sqs:ReceiveMessage", Fault.error(503, "ServiceUnavailable")));
    }

    /** @param listener hears the key of each thumbnail, just before the worker hears that it is stored */
    void onThumbnail(Consumer<String> listener) {
        listeners.add(listener);
    }

    void upload(Picture picture, String key) {
        s3.putObject(
                r -> r.bucket(UPLOAD).key(key).contentType(picture.contentType()),
                RequestBody.fromBytes(picture.content()));
    }

    /** @return how many messages wait, are in work, or are delayed */
    int messages() {
        return sqs
                .getQueueAttributes(r -> r.queueUrl(queueUrl)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    /** @throws IllegalStateException if not exactly so many thumbnails are stored, or an original is left */
    void requireDone(int thumbnails) {
        long stored = s3.listObjectsV2Paginator(r -> r.bucket(RESIZED)).contents().stream()
                .filter(object -> !object.key().startsWith(INDEX))
                .count();
        boolean left = !s3.listObjectsV2(r -> r.bucket(UPLOAD)).contents().isEmpty();
        if (stored != thumbnails || left) {
            throw new IllegalStateException(
                    stored + " thumbnails instead of " + thumbnails + (left ? ", and originals are left" : ""));
        }
    }

    private void called(CallLog.Call call) {
        if (call.operation().equals("s3:PutObject")
                && call.resource().equals(RESIZED)
                && call.status() == OK
                && !call.key().startsWith(INDEX)) {
            listeners.forEach(listener -> listener.accept(call.key()));
        }
    }

    @Override
    public void close() {
        sqs.close();
        s3.close();
        sandbox.close();
    }
}
