package dev.darkroom.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Objects in memory, where every call is one step of an {@link Interleaving} and some fail before or after they took effect. */
final class StepwiseS3 implements S3Client {

    private final Map<String, Stored> objects = new HashMap<>();
    private final Interleaving order;
    private final double faults;

    StepwiseS3(Interleaving order, double faults) {
        this.order = order;
        this.faults = faults;
    }

    /** An object; its ETag tells its content, as in S3. */
    record Stored(String content, Map<String, String> metadata, Instant lastModified) {
        String eTag() {
            return '"' + Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.ISO_8859_1)) + '"';
        }
    }

    /** Stores without taking a step. */
    void store(String bucket, String key, Stored object) {
        objects.put(bucket + "/" + key, object);
    }

    /** Looks without taking a step. */
    Stored look(String bucket, String key) {
        return objects.get(bucket + "/" + key);
    }

    Set<String> keys(String prefix) {
        Set<String> keys = new TreeSet<>(objects.keySet());
        keys.removeIf(key -> !key.startsWith(prefix));
        return keys;
    }

    Stored get(String bucket, String key) {
        return step(() -> existing(bucket, key));
    }

    @Override
    public HeadObjectResponse headObject(HeadObjectRequest request) {
        return step(() -> {
            Stored object = existing(request.bucket(), request.key());
            return HeadObjectResponse.builder()
                    .eTag(object.eTag())
                    .metadata(object.metadata())
                    .build();
        });
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        return step(() -> {
            Stored present = look(request.bucket(), request.key());
            if (request.ifNoneMatch() != null && present != null) {
                throw preconditionFailed();
            }
            if (request.ifMatch() != null) {
                requireMatch(existing(request.bucket(), request.key()), request.ifMatch());
            }
            store(
                    request.bucket(),
                    request.key(),
                    new Stored(text(body), Map.copyOf(request.metadata()), Instant.EPOCH));
            return PutObjectResponse.builder().build();
        });
    }

    /** A deletion that gives up, at the very moment of being carried out, if it comes too late. */
    boolean deleteUnless(BooleanSupplier late, DeleteObjectRequest request) {
        return step(() -> {
            if (late.getAsBoolean()) {
                return false;
            }
            requireMatch(existing(request.bucket(), request.key()), request.ifMatch());
            objects.remove(request.bucket() + "/" + request.key());
            return true;
        });
    }

    @Override
    public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
        return step(() -> {
            request.delete().objects().forEach(object -> objects.remove(request.bucket() + "/" + object.key()));
            return DeleteObjectsResponse.builder().build();
        });
    }

    private interface Call<T> {
        T run();
    }

    private <T> T step(Call<T> call) {
        try {
            order.yield();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        boolean fault = order.random().nextDouble() < faults;
        if (fault && order.random().nextBoolean()) {
            throw SdkClientException.create("dropped before the work");
        }
        T result = call.run();
        if (fault) {
            throw SdkClientException.create("dropped after the work");
        }
        return result;
    }

    private Stored existing(String bucket, String key) {
        Stored object = look(bucket, key);
        if (object == null) {
            throw NoSuchKeyException.builder().statusCode(404).build();
        }
        return object;
    }

    private static void requireMatch(Stored object, String eTag) {
        if (!object.eTag().equals(eTag)) {
            throw preconditionFailed();
        }
    }

    private static S3Exception preconditionFailed() {
        return (S3Exception) S3Exception.builder().statusCode(412).build();
    }

    private static String text(RequestBody body) {
        try {
            return new String(body.contentStreamProvider().newStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
