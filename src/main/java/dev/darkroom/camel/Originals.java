package dev.darkroom.camel;

import dev.darkroom.index.Labels;
import java.io.IOException;
import org.apache.camel.ExchangeException;
import org.apache.camel.Variable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * The steps that read, delete and reject originals. Thread-safe.
 *
 * <p>The requests are objects of the AWS SDK because camel-aws2-s3 evaluates keys in headers as expressions, and an uploaded key
 * is chosen by whoever uploads it.
 */
public final class Originals {

    private final S3Client s3;
    private final long maxBytes;

    /**
     * @param s3 client
     * @param maxBytes largest original that is read, in bytes
     * @throws IllegalArgumentException if that is more than an array holds; the message says what to set
     */
    public Originals(S3Client s3, long maxBytes) {
        Settings.requireFileSize(maxBytes);
        this.s3 = s3;
        this.maxBytes = maxBytes;
    }

    /**
     * @param upload the upload to read
     * @return the request that reads it
     * @throws UploadRejectedException if its key cannot stand in the gallery
     */
    public GetObjectRequest request(@Variable("upload") Upload upload) throws UploadRejectedException {
        KeyRules.check(upload.key());
        return GetObjectRequest.builder()
                .bucket(upload.bucket())
                .key(upload.key())
                .build();
    }

    /**
     * Reads an original into memory and closes its stream. If there is no room for it right now, the connection is given up, since
     * S3 closes those that stand still, and it is asked for again when there is.
     *
     * @param stream answer to the request
     * @param upload the upload that it belongs to
     * @param share takes the size of the file
     * @return the original
     * @throws UploadRejectedException if it is larger than allowed; nothing of it is downloaded then
     * @throws MemoryShortException if there is no room for it for too long
     * @throws IOException if the connection fails
     * @throws InterruptedException if the process is being stopped
     */
    Original receive(ResponseInputStream<GetObjectResponse> stream, Upload upload, MemoryBudget.Share share)
            throws UploadRejectedException, MemoryShortException, IOException, InterruptedException {
        GetObjectResponse response = stream.response();
        // S3 tells the truth about its objects; events may not.
        long length = response.contentLength();
        if (length > maxBytes) {
            stream.abort();
            throw UploadRejectedException.ofObject(
                    response.eTag(),
                    "too-large",
                    "The file has " + length + " bytes; at most " + maxBytes + " are allowed");
        }
        if (share.tryFile(length)) {
            return read(stream, upload);
        }
        stream.abort();
        share.awaitFile(length);
        return read(
                s3.getObject(
                        request(upload).toBuilder().ifMatch(response.eTag()).build()),
                upload);
    }

    private static Original read(ResponseInputStream<GetObjectResponse> stream, Upload upload) throws IOException {
        GetObjectResponse response = stream.response();
        try (stream) {
            byte[] content = new byte[Math.toIntExact(response.contentLength())];
            int count = stream.readNBytes(content, 0, content.length);
            if (count < content.length) {
                throw new IOException("S3 ended its answer after " + count + " of " + content.length + " bytes");
            }
            return new Original(
                    upload, response.eTag(), upload.uploadedAt(response.eTag(), response.lastModified()), content);
        }
    }

    /**
     * @param fitted the thumbnail that is stored
     * @return the request that deletes its original, unless that has been replaced since it was read
     */
    public DeleteObjectRequest delete(@Variable("fitted") FittedUpload fitted) {
        return DeleteObjectRequest.builder()
                .bucket(fitted.upload().bucket())
                .key(fitted.key())
                .ifMatch(fitted.originalETag())
                .build();
    }

    /**
     * Marks an upload as rejected and leaves it where it is, until the bucket's lifecycle rule removes it.
     *
     * @param upload the upload
     * @param reason why
     * @return whether it is marked; not if it has been replaced or is gone, so that there is nothing to reject
     * @throws IllegalStateException if it was replaced in the very moment, so that the mark may be on its successor, which has
     *     to be looked at
     */
    public boolean reject(@Variable("upload") Upload upload, @ExchangeException UploadRejectedException reason) {
        if (!isStill(upload, reason)) {
            return false;
        }
        try {
            s3.putObjectTagging(r -> r.bucket(upload.bucket())
                    .key(upload.key())
                    .tagging(t -> t.tagSet(
                            tag(Labels.REJECTED_TAG, reason.code()), tag(Labels.STATE_TAG, Labels.STATE_REJECTED))));
        } catch (NoSuchKeyException e) {
            return false;
        }
        // tags cannot be put on a condition
        if (!isStill(upload, reason)) {
            throw new IllegalStateException("The original was replaced while it was being rejected");
        }
        return true;
    }

    private boolean isStill(Upload upload, UploadRejectedException reason) {
        try {
            String present = s3.headObject(r -> r.bucket(upload.bucket()).key(upload.key()))
                    .eTag();
            return reason.eTag().map(present::equals).orElse(true);
        } catch (NoSuchKeyException e) {
            return false;
        }
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
