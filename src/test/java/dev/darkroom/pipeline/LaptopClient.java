package dev.darkroom.pipeline;

import dev.darkroom.aws.AwsClients;
import dev.darkroom.aws.AwsConnection;
import dev.darkroom.index.IndexEntry;
import dev.darkroom.support.SandboxClients;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What the tests do to a gallery from outside: upload as visitors do, look into buckets and queues as an owner does. */
final class LaptopClient implements AutoCloseable {

    private static final String BOUNDARY = "----darkroom-test-boundary";

    private final URI endpoint;
    private final String uploadBucket;
    private final String resizedBucket;
    private final String queue;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final S3Client s3;
    private final SqsClient sqs;

    LaptopClient(URI endpoint, String uploadBucket, String resizedBucket, String queue) {
        this.endpoint = endpoint;
        this.uploadBucket = uploadBucket;
        this.resizedBucket = resizedBucket;
        this.queue = queue;
        AwsConnection connection = SandboxClients.connection(endpoint, "us-east-1");
        this.s3 = AwsClients.s3(connection);
        this.sqs = AwsClients.sqs(connection);
    }

    S3Client s3() {
        return s3;
    }

    SqsClient sqs() {
        return sqs;
    }

    /** Posts a form without credentials, as {@code curl -F key=... -F file=@...} does. */
    HttpResponse<String> post(String key, byte[] content) throws IOException, InterruptedException {
        return submit(URI.create(endpoint + "/" + uploadBucket), Map.of("key", key), "photo.jpg", content);
    }

    /** Submits a multipart form, the file last, without following redirects. */
    HttpResponse<String> submit(URI action, Map<String, String> fields, String fileName, byte[] content)
            throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Map.Entry<String, String> field : fields.entrySet()) {
            body.writeBytes(part("name=\"" + field.getKey() + "\"", field.getValue() + "\r\n"));
        }
        body.writeBytes(part("name=\"file\"; filename=\"" + fileName + "\"", ""));
        body.writeBytes(content);
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return http.send(
                HttpRequest.newBuilder(action)
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                        .build(),
                BodyHandlers.ofString());
    }

    private static byte[] part(String disposition, String text) {
        return ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + text)
                .getBytes(StandardCharsets.UTF_8);
    }

    HttpResponse<byte[]> get(URI url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray());
    }

    void put(String key, byte[] content) {
        s3.putObject(r -> r.bucket(uploadBucket).key(key), RequestBody.fromBytes(content));
    }

    Optional<ResponseBytes<GetObjectResponse>> thumbnail(String key) {
        try {
            return Optional.of(s3.getObjectAsBytes(r -> r.bucket(resizedBucket).key(key)));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    Set<String> originals() {
        return keys(uploadBucket, "");
    }

    Set<String> indexEntries(String key) {
        return keys(resizedBucket, ".gallery/").stream()
                .filter(entry -> entry.endsWith("/" + key))
                .collect(Collectors.toSet());
    }

    /** What the gallery index has of a key, however it is written there. */
    List<IndexEntry> entriesOf(String key) {
        return keys(resizedBucket, IndexEntry.PREFIX).stream()
                .flatMap(entry -> IndexEntry.parse(entry).stream())
                .filter(entry -> entry.key().equals(key))
                .toList();
    }

    Map<String, String> tags(String key) {
        return s3.getObjectTagging(r -> r.bucket(uploadBucket).key(key)).tagSet().stream()
                .collect(Collectors.toMap(Tag::key, Tag::value));
    }

    void send(String message) {
        sqs.sendMessage(r -> r.queueUrl(url(queue)).messageBody(message));
    }

    /** Messages in the queue, in work or not. */
    int queued() {
        return messages(queue);
    }

    int deadLetters() {
        return messages(queue + "-dlq");
    }

    /** Why messages were put aside; looks without hiding them from others. */
    List<String> deadLetterReasons() {
        return sqs
                .receiveMessage(r -> r.queueUrl(url(queue + "-dlq"))
                        .maxNumberOfMessages(10)
                        .visibilityTimeout(0)
                        .messageAttributeNames("darkroom-reason"))
                .messages()
                .stream()
                .map(message -> message.messageAttributes().get("darkroom-reason"))
                .map(MessageAttributeValue::stringValue)
                .toList();
    }

    private int messages(String name) {
        Map<QueueAttributeName, String> attributes = sqs.getQueueAttributes(
                        r -> r.queueUrl(url(name)).attributeNames(QueueAttributeName.ALL))
                .attributes();
        return Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                + Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
    }

    private String url(String name) {
        return sqs.getQueueUrl(r -> r.queueName(name)).queueUrl();
    }

    private Set<String> keys(String bucket, String prefix) {
        return s3.listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        s3.close();
        sqs.close();
    }
}
