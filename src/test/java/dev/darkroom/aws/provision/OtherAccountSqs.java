package dev.darkroom.aws.provision;

import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsServiceClientConfiguration;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesResponse;

/** The sandbox's SQS as if its queues were of another account than its buckets. */
record OtherAccountSqs(SqsClient sqs) implements SqsClient {

    private static final String SANDBOX = "000000000000";
    private static final String OTHER = "111122223333";

    @Override
    public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
        return sqs.getQueueUrl(request);
    }

    @Override
    public CreateQueueResponse createQueue(CreateQueueRequest request) {
        return sqs.createQueue(request);
    }

    @Override
    public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
        GetQueueAttributesResponse response = sqs.getQueueAttributes(request);
        return response.toBuilder()
                .attributes(replaced(response.attributes(), SANDBOX, OTHER))
                .build();
    }

    @Override
    public SetQueueAttributesResponse setQueueAttributes(SetQueueAttributesRequest request) {
        return sqs.setQueueAttributes(request.toBuilder()
                .attributes(replaced(request.attributes(), OTHER, SANDBOX))
                .build());
    }

    private static Map<QueueAttributeName, String> replaced(
            Map<QueueAttributeName, String> attributes, String from, String to) {
        return attributes.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                .replace(from, to)));
    }

    @Override
    public SqsServiceClientConfiguration serviceClientConfiguration() {
        return sqs.serviceClientConfiguration();
    }

    @Override
    public String serviceName() {
        return sqs.serviceName();
    }

    @Override
    public void close() {
        sqs.close();
    }
}
