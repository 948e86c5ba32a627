package dev.darkroom.aws.queue;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The URLs of queues, looked up when first needed. Thread-safe. */
final class QueueUrls {

    private final SqsClient sqs;
    private final Map<String, String> byName = new ConcurrentHashMap<>();

    QueueUrls(SqsClient sqs) {
        this.sqs = sqs;
    }

    /**
     * @param nameOrUrl name of a queue, or already its URL
     * @return its URL
     */
    String of(String nameOrUrl) {
        if (nameOrUrl.contains("://")) {
            return nameOrUrl;
        }
        String known = byName.get(nameOrUrl);
        if (known != null) {
            return known;
        }
        String url = sqs.getQueueUrl(r -> r.queueName(nameOrUrl)).queueUrl();
        byName.put(nameOrUrl, url);
        return url;
    }
}
