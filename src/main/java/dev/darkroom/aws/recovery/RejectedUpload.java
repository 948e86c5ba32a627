package dev.darkroom.aws.recovery;

import java.time.Instant;

/**
 * An original that stays in the upload bucket because no thumbnail could be made of it.
 *
 * @param key its key
 * @param code why, as a short stable name such as {@code not-an-image}
 * @param size its size in bytes
 * @param lastModified when it was uploaded
 */
public record RejectedUpload(String key, String code, long size, Instant lastModified) {}
