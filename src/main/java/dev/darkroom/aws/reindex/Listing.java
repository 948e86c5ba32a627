package dev.darkroom.aws.reindex;

import dev.darkroom.index.IndexEntry;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Lists the resized bucket a page at a time, in the order of S3: by the bytes of keys. */
final class Listing {

    /** Behind all entries, whose names go on with a digit. */
    private static final String BEHIND_INDEX = IndexEntry.PREFIX + "~";

    private final S3Client s3;
    private final String bucket;

    Listing(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /** @param reader gets the names of all objects that are under the index's prefix */
    void index(Consumer<List<String>> reader) {
        ListObjectsV2Request request =
                request().toBuilder().prefix(IndexEntry.PREFIX).build();
        Optional<ListObjectsV2Response> page = Optional.of(list(request));
        while (page.isPresent()) {
            reader.accept(keys(page.get()));
            page = next(page.get(), request);
        }
    }

    /** @param reader gets the keys of all other objects */
    void thumbnails(Consumer<List<String>> reader) {
        Optional<ListObjectsV2Response> page = Optional.of(list(request()));
        while (page.isPresent()) {
            List<String> keys = keys(page.get());
            reader.accept(
                    keys.stream().filter(key -> !IndexEntry.isReserved(key)).toList());
            boolean inIndex = !keys.isEmpty()
                    && keys.get(keys.size() - 1).startsWith(IndexEntry.PREFIX)
                    && keys.get(keys.size() - 1).compareTo(BEHIND_INDEX) < 0;
            page = inIndex
                    ? Optional.of(
                            list(request().toBuilder().startAfter(BEHIND_INDEX).build()))
                    : next(page.get(), request());
        }
    }

    /** As XML, a listing cannot carry every key. */
    private ListObjectsV2Request request() {
        return ListObjectsV2Request.builder()
                .bucket(bucket)
                .encodingType(EncodingType.URL)
                .build();
    }

    private Optional<ListObjectsV2Response> next(ListObjectsV2Response page, ListObjectsV2Request request) {
        if (!Boolean.TRUE.equals(page.isTruncated())) {
            return Optional.empty();
        }
        return Optional.of(list(request.toBuilder()
                .continuationToken(page.nextContinuationToken())
                .build()));
    }

    private ListObjectsV2Response list(ListObjectsV2Request request) {
        try {
            return s3.listObjectsV2(request);
        } catch (NoSuchBucketException e) {
            throw new ReindexException("There is no bucket '" + bucket
                    + "': check darkroom.resized.bucket, and darkroom.aws.endpoint if it is set");
        }
    }

    private static List<String> keys(ListObjectsV2Response page) {
        return page.contents().stream().map(S3Object::key).toList();
    }
}
