package dev.darkroom.aws.reindex;

/**
 * An object that was left as it is, and whose index entries were, too.
 *
 * @param key its key
 * @param reason why it cannot be listed, in words
 */
public record SkippedPicture(String key, String reason) {}
