package dev.darkroom.camel;

import dev.darkroom.image.ImageException;
import dev.darkroom.index.Labels;
import java.io.IOException;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Variable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/** The steps that read, delete and reject originals. Thread-safe. */
public final class Originals {

    private final S3Client s3;
    private final long maxBytes;
    private final MemoryBudget memory;

    /**
     * @param s3 client
     * @param maxBytes largest original that is read, in bytes
     * @param memory what all pictures in work may take together
     * @throws IllegalArgumentException if that is more than an array holds; the message says what to set
     */
    public Originals(S3Client s3, long maxBytes, MemoryBudget memory) {
        Settings.requireFileSize(maxBytes);
        this.s3 = s3;
        this.maxBytes = maxBytes;
        this.memory = memory;
    }

    /**
     * Reads an original into memory, closes its stream, and keeps what is known of it as variable {@code original}. If there is no
     * room for it right now, the connection is given up, since S3 closes those that stand still, and it is asked for again when
     * there is. What S3 says of the original is taken out of the headers, or it would be stored with what is made of it.
     *
     * @param stream S3's answer to the request for the original
     * @param upload the upload that it belongs to
     * @param exchange what it is all done for
     * @return its bytes
     * @throws UploadRejectedException if it is larger than allowed, and nothing of it is downloaded then, or if its key cannot
     *     stand in the gallery
     * @throws NothingLeftToDoException if it was replaced while it waited for room
     * @throws MemoryShortException if there is no room for it for too long
     * @throws IOException if the connection fails
     * @throws InterruptedException if the process is being stopped
     */
    public byte[] receive(
            @Body ResponseInputStream<GetObjectResponse> stream, @Variable("upload") Upload upload, Exchange exchange)
            throws UploadRejectedException, NothingLeftToDoException, MemoryShortException, IOException,
                    InterruptedException {
        boolean complete = false;
        try {
            exchange.getMessage().removeHeaders("CamelAwsS3*");
            exchange.setVariable("original", new Original(upload, stream.response()));
            byte[] content = receive(stream, upload, memory.shareOf(exchange));
            UploadWork.of(exchange)
                    .received(content.length, memory.waited(exchange).toNanos());
            complete = true;
            return content;
        } catch (OutOfMemoryError exhausted) {
            // Whatever else took the memory, this picture is not to blame, and Camel expects no errors of steps.
            throw new MemoryShortException(MemoryShortException.JUST_NOW, exhausted);
        } finally {
            if (!complete) {
                stream.abort();
            }
        }
    }

    private byte[] receive(ResponseInputStream<GetObjectResponse> stream, Upload upload, MemoryBudget.Share share)
            throws UploadRejectedException, NothingLeftToDoException, MemoryShortException, IOException,
                    InterruptedException {
        GetObjectResponse response = stream.response();
        // S3 tells the truth about its objects; events may not.
        long length = response.contentLength();
        KeyRules.check(upload.key());
        requireAllowed(length);
        if (share.tryFile(length)) {
            return read(stream);
        }
        stream.abort();
        share.awaitFile(length);
        return read(again(upload, response.eTag()));
    }

    private void requireAllowed(long length) throws UploadRejectedException {
        if (length > maxBytes) {
            throw new UploadRejectedException(
                    "too-large", "The file has " + length + " bytes; at most " + maxBytes + " are allowed");
        }
    }

    private ResponseInputStream<GetObjectResponse> again(Upload upload, String eTag) throws NothingLeftToDoException {
        try {
            return s3.getObject(r -> r.bucket(upload.bucket()).key(upload.key()).ifMatch(eTag));
        } catch (S3Exception e) {
            throw NothingLeftToDoException.ifReplaced(e);
        }
    }

    /** Reads all of it or gives the connection up: closing it would have the rest downloaded. */
    private static byte[] read(ResponseInputStream<GetObjectResponse> stream) throws IOException {
        int length = Math.toIntExact(stream.response().contentLength());
        int count = 0;
        try {
            byte[] content = new byte[length];
            count = stream.readNBytes(content, 0, length);
            if (count < length) {
                throw new IOException("S3 ended its answer after " + count + " of " + length + " bytes");
            }
            stream.close();
            return content;
        } finally {
            if (count < length) {
                stream.abort();
            }
        }
    }

    /**
     * Deletes an original whose thumbnail is stored.
     *
     * @param original as it was read
     * @param exchange what it is all done for
     * @throws NothingLeftToDoException if it has been replaced since; the newer one stays, and has an event of its own
     */
    public void delete(@Variable("original") Original original, Exchange exchange) throws NothingLeftToDoException {
        long start = System.nanoTime();
        delete(original);
        UploadWork.of(exchange).add(Phase.DELETE, System.nanoTime() - start);
    }

    void delete(Original original) throws NothingLeftToDoException {
        Upload upload = original.upload();
        try {
            s3.deleteObject(r -> r.bucket(upload.bucket()).key(upload.key()).ifMatch(original.eTag()));
        } catch (S3Exception e) {
            throw NothingLeftToDoException.ifReplaced(e);
        }
    }

    /**
     * Marks an upload as rejected and leaves it where it is, until the bucket's lifecycle rule removes it.
     *
     * @param upload the upload
     * @param exchange has why as the caught exception, {@link UploadRejectedException} or {@link ImageException}, and the original
     *     as variable {@code original}, if it was read
     * @return whether it is marked; not if it has been replaced or is gone, so that there is nothing to reject
     * @throws IllegalStateException if it was replaced in the very moment, so that the mark may be on its successor, which has
     *     to be looked at
     */
    public boolean reject(@Variable("upload") Upload upload, Exchange exchange) {
        Throwable caught = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
        return reject(
                upload,
                UploadRejectedException.codeIn(caught).orElseThrow(),
                Optional.ofNullable(exchange.getVariable("original", Original.class)));
    }

    boolean reject(Upload upload, String code, Optional<Original> original) {
        if (!isStill(upload, original)) {
            return false;
        }
        try {
            s3.putObjectTagging(r -> r.bucket(upload.bucket())
                    .key(upload.key())
                    .tagging(t ->
                            t.tagSet(tag(Labels.REJECTED_TAG, code), tag(Labels.STATE_TAG, Labels.STATE_REJECTED))));
        } catch (NoSuchKeyException e) {
            return false;
        }
        // tags cannot be put on a condition
        if (!isStill(upload, original)) {
            throw new IllegalStateException("The original was replaced while it was being rejected");
        }
        return true;
    }

    private boolean isStill(Upload upload, Optional<Original> original) {
        try {
            String present = s3.headObject(r -> r.bucket(upload.bucket()).key(upload.key()))
                    .eTag();
            return original.map(read -> read.eTag().equals(present)).orElse(true);
        } catch (NoSuchKeyException e) {
            return false;
        }
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
