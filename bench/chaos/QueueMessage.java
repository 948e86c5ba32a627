package dev.darkroom.bench.chaos;

import java.time.Instant;
import java.util.Optional;

/**
 * A message at one moment.
 *
 * @param queue name of its queue
 * @param id its ID
 * @param key key of the upload that it reports; empty if it reports none
 * @param reason why it is a dead letter, as the worker that gave it up says
 * @param visibleAt from when on it can be received
 * @param receives how often it was received
 */
record QueueMessage(
        String queue, String id, Optional<String> key, Optional<String> reason, Instant visibleAt, int receives) {

    QueueMessage at(Instant newVisibleAt, int newReceives) {
        return new QueueMessage(queue, id, key, reason, newVisibleAt, newReceives);
    }

    String shortId() {
        return id.substring(0, Math.min(8, id.length()));
    }
}
