package dev.darkroom.aws.provision;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A queue as it was when it was asked for.
 *
 * @param name its name
 * @param url its URL; empty for one that a dry run has not made
 * @param attributes what SQS says of it; nothing for one that a dry run has not made
 */
record Queue(String name, String url, Map<QueueAttributeName, String> attributes) {

    static Queue planned(String name) {
        return new Queue(name, "", Map.of());
    }

    /** @return how messages call a queue */
    static String resource(String name) {
        return "queue " + name;
    }

    String resource() {
        return resource(name);
    }

    Optional<String> arn() {
        return Optional.ofNullable(attributes.get(QueueAttributeName.QUEUE_ARN));
    }

    /** @return the account that it belongs to */
    Optional<AwsAccount> account() {
        return arn().map(AwsAccount::of);
    }

    /** @return its value, empty text for none */
    String attribute(QueueAttributeName attribute) {
        return attributes.getOrDefault(attribute, "");
    }
}
