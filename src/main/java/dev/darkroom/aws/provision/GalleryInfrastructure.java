package dev.darkroom.aws.provision;

import dev.darkroom.aws.UploadAccess;
import dev.darkroom.index.Labels;
import java.util.List;

/**
 * What one gallery needs on AWS.
 *
 * @param uploadBucket bucket where originals arrive
 * @param resizedBucket bucket where thumbnails go; never the upload bucket, or every thumbnail would be taken for an upload
 * @param queue name of the queue that receives the upload events
 * @param access who may upload
 * @param origins web origins from which pages upload, such as {@code https://photos.example.com}; {@code *} for any
 */
public record GalleryInfrastructure(
        String uploadBucket, String resizedBucket, String queue, UploadAccess access, List<String> origins) {

    /** Receives after which a message moves to the dead-letter queue. */
    public static final int MAX_RECEIVES = 5;

    /**
     * @throws IllegalArgumentException if a name is blank or the two buckets are one
     */
    public GalleryInfrastructure {
        requireName("darkroom.upload.bucket", uploadBucket);
        requireName("darkroom.resized.bucket", resizedBucket);
        requireName("darkroom.queue", queue);
        if (uploadBucket.equals(resizedBucket)) {
            throw new IllegalArgumentException("darkroom.upload.bucket and darkroom.resized.bucket are both '"
                    + uploadBucket + "': every thumbnail would be taken for a new upload. Use two buckets.");
        }
        origins = List.copyOf(origins);
    }

    /** @return name of the dead-letter queue */
    public String deadLetterQueue() {
        return Labels.deadLetterQueue(queue);
    }

    private static void requireName(String property, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(property + " is empty: set it to a name");
        }
    }
}
