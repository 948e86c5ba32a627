package dev.darkroom.aws.reindex;

import dev.darkroom.aws.AwsClients;
import dev.darkroom.image.Limits;
import dev.darkroom.image.PictureSize;
import dev.darkroom.index.IndexEntry;
import dev.darkroom.index.ThumbnailMetadata;
import dev.darkroom.sandbox.Sandbox;
import dev.darkroom.sandbox.SandboxSettings;
import dev.darkroom.support.SandboxClients;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A resized bucket, and thumbnails in it as Darkroom and as others store them. */
abstract class ReindexTestCase {

    static final String BUCKET = "photos-out";
    static final Instant TIME = Instant.parse("2026-03-01T12:00:00.123Z");
    static final SizeReader SIZES = beginning ->
            PictureSize.of(beginning, Limits.defaults()).map(size -> new SizeReader.Size(size.width(), size.height()));

    Sandbox sandbox;
    S3Client s3;

    @BeforeEach
    void startSandbox() throws IOException {
        sandbox = Sandbox.start(SandboxSettings.inMemory());
        s3 = AwsClients.s3(SandboxClients.connection(sandbox));
        s3.createBucket(r -> r.bucket(BUCKET));
    }

    @AfterEach
    void stopSandbox() {
        s3.close();
        sandbox.close();
    }

    ReindexReport reindex() {
        return reindex(s3, Reindex.Mode.REPAIR);
    }

    ReindexReport reindex(S3Client client, Reindex.Mode mode) {
        return new Reindex(client, BUCKET, SIZES, mode, progress -> {}).run(Optional.empty());
    }

    static IndexEntry entry(String key) {
        return new IndexEntry(TIME, 400, 300, key);
    }

    static IndexEntry later(IndexEntry entry, int seconds) {
        return new IndexEntry(entry.uploadedAt().plusSeconds(seconds), entry.width(), entry.height(), entry.key());
    }

    /** Stores a thumbnail as the resizer does, but for its entry. */
    IndexEntry thumbnail(IndexEntry entry) {
        s3.putObject(
                r -> r.bucket(BUCKET)
                        .key(entry.key())
                        .metadata(ThumbnailMetadata.first("\"etag\"", entry).toMap()),
                RequestBody.fromString("thumbnail of " + entry.stamp()));
        return entry;
    }

    /** Stores a thumbnail without metadata, as others do. */
    void foreign(String key, byte[] content) {
        s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromBytes(content));
    }

    void list(IndexEntry... entries) {
        for (IndexEntry entry : entries) {
            listAs(entry.objectKey());
        }
    }

    void listAs(String name) {
        s3.putObject(r -> r.bucket(BUCKET).key(name), RequestBody.empty());
    }

    void delete(String key) {
        s3.deleteObject(r -> r.bucket(BUCKET).key(key));
    }

    /** Names of all objects of the index. */
    Set<String> index() {
        return s3
                .listObjectsV2Paginator(
                        r -> r.bucket(BUCKET).prefix(IndexEntry.PREFIX).encodingType(EncodingType.URL))
                .contents()
                .stream()
                .map(S3Object::key)
                .collect(Collectors.toSet());
    }

    static List<String> names(IndexEntry... entries) {
        return List.of(entries).stream().map(IndexEntry::objectKey).toList();
    }

    static byte[] png(int width, int height) {
        return encoded("png", width, height);
    }

    static byte[] encoded(String format, int width, int height) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    Map<String, Long> calls() {
        return sandbox.calls().counts();
    }
}
