package dev.darkroom.sandbox.s3;

/** Takes the events of buckets to queues. Implementations are thread-safe. */
public interface EventSink {

    /** Whether the queue exists and its policy lets this bucket send to it. */
    boolean accepts(String queueArn, String bucketArn);

    /** Sends a message; events to a queue that no longer accepts them are lost, as on AWS. */
    void send(String queueArn, String bucketArn, String message);
}
