package dev.darkroom.bench.chaos;

import dev.darkroom.sandbox.CallLog;

/**
 * Hears what happens inside S3 and SQS. Changes of one object, and of the messages of one queue, come in the order in which they take
 * effect, while the sandbox holds its lock: implementations are quick and thread-safe.
 */
interface Observer {

    /** An object was written or replaced. */
    default void stored(StoredObject object) {}

    /** Its tags were changed. */
    default void tagged(StoredObject object) {}

    /** An object was deleted. */
    default void removed(StoredObject object) {}

    /** A message came into a queue. */
    default void arrived(QueueMessage message) {}

    /** A consumer was given the message. */
    default void received(QueueMessage message) {}

    /** The time at which it can be received again was changed. */
    default void postponed(QueueMessage message) {}

    /** A message left a queue: it was acknowledged, or moved to the dead-letter queue, where it has arrived before. */
    default void left(QueueMessage message) {}

    /** A call is answered. */
    default void called(CallLog.Call call) {}
}
