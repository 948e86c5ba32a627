package dev.darkroom.camel;

import java.util.List;
import org.apache.camel.Body;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The step that finds out what a message of the queue is about. Thread-safe. */
public final class IncomingUploads {

    private final UploadEvents events;
    private final SqsClient sqs;
    private final String queueUrl;

    /**
     * @param bucket the only bucket whose events are followed
     * @param sqs a client that takes names of queues for their URLs
     * @param queueUrl URL of the queue, or its name
     */
    public IncomingUploads(String bucket, SqsClient sqs, String queueUrl) {
        this.events = new UploadEvents(bucket);
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    /**
     * @param message text of a message
     * @return the upload that it reports
     * @throws NothingLeftToDoException if it reports none, being the test that S3 sends when notifications are switched on, or several.
     *     These have gone back to the queue, each by itself, so that none waits for, or fails with, another
     * @throws UnknownMessageException if it is no event of S3, or one of another bucket
     */
    public Upload upload(@Body String message) throws NothingLeftToDoException, UnknownMessageException {
        List<String> single = events.records(message);
        if (single.isEmpty()) {
            throw new NothingLeftToDoException("S3 has tested whether its events arrive");
        }
        if (single.size() > 1) {
            single.forEach(text -> sqs.sendMessage(r -> r.queueUrl(queueUrl).messageBody(text)));
            throw new NothingLeftToDoException(single.size() + " uploads of one message have got a message each");
        }
        return events.upload(single.get(0));
    }
}
