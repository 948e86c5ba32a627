package dev.darkroom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class PersistenceTest {
    @TempDir
    Path data;

    @Test
    void shouldKeepBucketsObjectsAndSettingsOverARestart() throws IOException {
        try (Sandbox sandbox = start();
                S3Client s3 = SandboxTestCase.s3Client(sandbox, "test").build()) {
            s3.createBucket(b -> b.bucket("kept"));
            s3.putBucketTagging(p -> p.bucket("kept")
                    .tagging(t -> t.tagSet(Tag.builder().key("a").value("b").build())));
            s3.deletePublicAccessBlock(d -> d.bucket("kept"));
            s3.putObject(
                    p -> p.bucket("kept").key("../x").metadata(Map.of("m", "n")).tagging("t=u"),
                    RequestBody.fromString("first"));
            s3.putObject(
                    p -> p.bucket("kept").key("../x").metadata(Map.of("m", "n")).tagging("t=u"),
                    RequestBody.fromString("second"));
            s3.putObject(p -> p.bucket("kept").key("gone"), RequestBody.fromString("x"));
            s3.deleteObject(d -> d.bucket("kept").key("gone"));
        }
        try (Sandbox sandbox = start();
                S3Client s3 = SandboxTestCase.s3Client(sandbox, "test").build()) {
            assertThat(s3.getBucketTagging(g -> g.bucket("kept")).tagSet()).hasSize(1);
            assertThatThrownBy(() -> s3.getPublicAccessBlock(g -> g.bucket("kept")))
                    .hasMessageContaining("not found");
            assertThat(s3.listObjectsV2(l -> l.bucket("kept")).contents())
                    .extracting(o -> o.key())
                    .containsExactly("../x");
            assertThat(s3.getObjectAsBytes(g -> g.bucket("kept").key("../x")).asUtf8String())
                    .isEqualTo("second");
            HeadObjectResponse head = s3.headObject(h -> h.bucket("kept").key("../x"));
            assertThat(head.metadata()).isEqualTo(Map.of("m", "n"));
            assertThat(head.tagCount()).isEqualTo(1);
        }
        assertThat(files("blobs")).as("one blob, the others were discarded").hasSize(1);
        assertThat(data.getParent().resolve("x")).doesNotExist();
    }

    @Test
    void shouldKeepUnfinishedUploadsOverARestart() {
        String id;
        CompletedPart part;
        try (Sandbox sandbox = start();
                S3Client s3 = SandboxTestCase.s3Client(sandbox, "test").build()) {
            s3.createBucket(b -> b.bucket("kept"));
            id = s3.createMultipartUpload(c -> c.bucket("kept").key("k")).uploadId();
            String upload = id;
            part = CompletedPart.builder()
                    .partNumber(1)
                    .eTag(s3.uploadPart(
                                    u -> u.bucket("kept")
                                            .key("k")
                                            .uploadId(upload)
                                            .partNumber(1),
                                    RequestBody.fromString("part"))
                            .eTag())
                    .build();
        }
        try (Sandbox sandbox = start();
                S3Client s3 = SandboxTestCase.s3Client(sandbox, "test").build()) {
            s3.completeMultipartUpload(
                    c -> c.bucket("kept").key("k").uploadId(id).multipartUpload(m -> m.parts(part)));
            assertThat(s3.getObjectAsBytes(g -> g.bucket("kept").key("k")).asUtf8String())
                    .isEqualTo("part");
        }
    }

    @Test
    void shouldKeepQueuesAndMessagesOverARestart() throws IOException {
        String queue = "http://localhost/000000000000/kept";
        try (Sandbox sandbox = start();
                SqsClient sqs = SandboxTestCase.sqsClient(sandbox)) {
            sqs.createQueue(q -> q.queueName("kept").attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "0")));
            for (String body : List.of("deleted", "waiting é")) {
                sqs.sendMessage(s -> s.queueUrl(queue).messageBody(body));
            }
            Message first = receive(sqs, queue).get(0);
            assertThat(first.body()).isEqualTo("deleted");
            sqs.deleteMessage(d -> d.queueUrl(queue).receiptHandle(first.receiptHandle()));
            assertThat(receive(sqs, queue)).hasSize(1);
        }
        // What a killed process leaves behind: the start of a line.
        Files.write(journal(), "P{\"id\":\"cut".getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        try (Sandbox sandbox = start();
                SqsClient sqs = SandboxTestCase.sqsClient(sandbox)) {
            assertThat(receive(sqs, queue))
                    .singleElement()
                    .satisfies(m -> assertThat(m.body()).isEqualTo("waiting é"))
                    .satisfies(m -> assertThat(m.attributes())
                            .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2"));
        }
    }

    @Test
    void shouldCompactTheJournal() throws IOException {
        String queue = "http://localhost/000000000000/busy";
        try (Sandbox sandbox = start();
                SqsClient sqs = SandboxTestCase.sqsClient(sandbox)) {
            sqs.createQueue(q -> q.queueName("busy"));
            sqs.sendMessage(s -> s.queueUrl(queue).messageBody("x"));
        }
        try (Sandbox sandbox = start();
                SqsClient sqs = SandboxTestCase.sqsClient(sandbox)) {
            Message message = receive(sqs, queue).get(0);
            sqs.deleteMessage(d -> d.queueUrl(queue).receiptHandle(message.receiptHandle()));
        }
        start().close();
        try (Stream<Path> journals = Files.walk(data.resolve("sqs/busy"))) {
            assertThat(journals.filter(p -> p.toString().endsWith(".journal")))
                    .allSatisfy(p -> assertThat(p).isEmptyFile());
        }
    }

    @Test
    void shouldClearAwayWhatACrashLeftWithoutAnOwner() throws IOException {
        try (Sandbox sandbox = start();
                S3Client s3 = SandboxTestCase.s3Client(sandbox, "test").build()) {
            s3.createBucket(b -> b.bucket("kept"));
            s3.putObject(p -> p.bucket("kept").key("k"), RequestBody.fromString("x"));
        }
        Path orphan =
                Files.write(Files.createDirectories(data.resolve("blobs/zz")).resolve("zz-orphan"), new byte[10]);
        Path unfinished = Files.write(data.resolve("unfinished/half"), new byte[10]);

        start().close();

        assertThat(orphan).doesNotExist();
        assertThat(unfinished).doesNotExist();
        assertThat(files("blobs")).hasSize(1);
    }

    @Test
    void shouldRefuseADirectoryThatIsInUse() {
        try (Sandbox first = start()) {
            assertThat(first.port()).isPositive();
            assertThatThrownBy(() -> Sandbox.start(SandboxSettings.inMemory().withData(data)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use");
        }
        start().close();
    }

    private Sandbox start() {
        return SandboxTestCase.start(SandboxSettings.inMemory().withData(data));
    }

    private Path journal() {
        return data.resolve("sqs/kept/messages.journal");
    }

    private static List<Message> receive(SqsClient sqs, String queue) {
        return sqs.receiveMessage(r -> r.queueUrl(queue)
                        .waitTimeSeconds(5)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    private List<Path> files(String folder) throws IOException {
        try (Stream<Path> tree = Files.walk(data.resolve(folder))) {
            return tree.filter(Files::isRegularFile).toList();
        }
    }
}
