package dev.darkroom.camel;

import java.time.Instant;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * An original as it was when it was read.
 *
 * @param upload the upload that brought it
 * @param eTag its ETag, with the quotes that S3 puts around it
 * @param uploadedAt when it arrived
 */
public record Original(Upload upload, String eTag, Instant uploadedAt) {

    Original(Upload upload, GetObjectResponse response) {
        this(upload, response.eTag(), upload.uploadedAt(response.eTag(), response.lastModified()));
    }
}
