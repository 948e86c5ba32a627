package dev.darkroom.camel;

import java.time.Instant;

/**
 * An original as it was when it was read.
 *
 * @param upload the upload that brought it
 * @param eTag its ETag, with the quotes that S3 puts around it
 * @param uploadedAt when it arrived
 * @param content its bytes, not copied
 */
public record Original(Upload upload, String eTag, Instant uploadedAt, byte[] content) {}
