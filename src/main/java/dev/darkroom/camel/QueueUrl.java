package dev.darkroom.camel;

import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The URL of a queue, asked for when it is first needed, so that a queue that cannot be reached stops nothing else. Thread-safe. */
final class QueueUrl {

    private final SqsClient sqs;
    private final String name;
    private final AtomicReference<String> url;

    /** @param url the URL; empty to ask for it */
    QueueUrl(SqsClient sqs, String name, String url) {
        this.sqs = sqs;
        this.name = name;
        this.url = new AtomicReference<>(url);
    }

    /** @throws software.amazon.awssdk.core.exception.SdkException if SQS does not tell */
    String get() {
        if (url.get().isEmpty()) {
            url.set(sqs.getQueueUrl(r -> r.queueName(name)).queueUrl());
        }
        return url.get();
    }
}
