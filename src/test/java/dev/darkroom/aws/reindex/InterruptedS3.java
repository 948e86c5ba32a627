package dev.darkroom.aws.reindex;

import dev.darkroom.index.IndexEntry;
import dev.darkroom.index.ThumbnailMetadata;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket in memory, in which somebody else takes steps between the calls of its client. */
final class InterruptedS3 implements S3Client {

    private final SortedMap<String, Map<String, String>> metadata = new TreeMap<>();
    private final String bucket;
    private final List<Consumer<InterruptedS3>> steps;
    private final List<Integer> beforeCalls;
    private int calls;
    private int taken;

    /**
     * @param steps what somebody else does, in this order
     * @param beforeCalls number of the client's call before which each of them is done, rising
     */
    InterruptedS3(String bucket, List<Consumer<InterruptedS3>> steps, List<Integer> beforeCalls) {
        this.bucket = bucket;
        this.steps = steps;
        this.beforeCalls = beforeCalls;
    }

    void thumbnail(IndexEntry entry) {
        metadata.put(entry.key(), ThumbnailMetadata.first("etag", entry).toMap());
    }

    void list(IndexEntry entry) {
        metadata.put(entry.objectKey(), Map.of());
    }

    void unlist(IndexEntry entry) {
        delete(entry.objectKey());
    }

    void delete(String key) {
        metadata.remove(key);
    }

    /** Takes the steps that are left. */
    synchronized void finish() {
        while (taken < steps.size()) {
            steps.get(taken++).accept(this);
        }
    }

    synchronized int calls() {
        return calls;
    }

    synchronized List<String> index() {
        return metadata.keySet().stream()
                .filter(key -> key.startsWith(IndexEntry.PREFIX))
                .toList();
    }

    private void gap(String calledBucket) {
        if (!calledBucket.equals(bucket)) {
            throw new IllegalArgumentException("not the bucket: " + calledBucket);
        }
        while (taken < steps.size() && beforeCalls.get(taken) <= calls) {
            steps.get(taken++).accept(this);
        }
        calls++;
    }

    @Override
    public synchronized ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
        gap(request.bucket());
        String prefix = request.prefix() == null ? "" : request.prefix();
        String after = request.startAfter() == null ? "" : request.startAfter();
        return ListObjectsV2Response.builder()
                .isTruncated(false)
                .contents(metadata.keySet().stream()
                        .filter(key -> key.startsWith(prefix) && key.compareTo(after) > 0)
                        .map(key -> S3Object.builder().key(key).build())
                        .toList())
                .build();
    }

    @Override
    public synchronized HeadObjectResponse headObject(HeadObjectRequest request) {
        gap(request.bucket());
        if (!metadata.containsKey(request.key())) {
            throw NoSuchKeyException.builder().statusCode(404).build();
        }
        return HeadObjectResponse.builder()
                .eTag("etag")
                .lastModified(Instant.EPOCH)
                .metadata(metadata.get(request.key()))
                .build();
    }

    @Override
    public synchronized PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        gap(request.bucket());
        metadata.put(request.key(), Map.copyOf(request.metadata()));
        return PutObjectResponse.builder().build();
    }

    @Override
    public synchronized DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
        gap(request.bucket());
        metadata.remove(request.key());
        return DeleteObjectResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // nothing to release
    }
}
