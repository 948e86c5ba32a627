package dev.darkroom.aws.recovery;

import dev.darkroom.index.Labels;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * The queue of upload events and its dead-letter queue.
 *
 * @param queue name of the former
 */
public record UploadQueues(String queue) {

    /** @return name of the dead-letter queue */
    public String deadLetterQueue() {
        return Labels.deadLetterQueue(queue);
    }

    String deadLetterUrl(SqsClient sqs) {
        return url(sqs, deadLetterQueue());
    }

    String deadLetterArn(SqsClient sqs) {
        return arn(sqs, deadLetterQueue());
    }

    String arn(SqsClient sqs) {
        return arn(sqs, queue);
    }

    private static String arn(SqsClient sqs, String name) {
        String url = url(sqs, name);
        return sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
    }

    private static String url(SqsClient sqs, String name) {
        try {
            return sqs.getQueueUrl(r -> r.queueName(name)).queueUrl();
        } catch (QueueDoesNotExistException e) {
            throw new RecoveryException("There is no queue '" + name + "' in region "
                    + sqs.serviceClientConfiguration().region().id()
                    + " of this account: check darkroom.queue, darkroom.aws.region and the credentials");
        }
    }
}
