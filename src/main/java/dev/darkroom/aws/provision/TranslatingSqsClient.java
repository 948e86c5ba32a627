package dev.darkroom.aws.provision;

import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsServiceClientConfiguration;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

/** SQS as this package sees it: the calls that it makes, whose failures come as {@link ProvisioningException} or {@link Absent}. */
final class TranslatingSqsClient implements SqsClient {

    private final SqsClient sqs;
    private final Refusals refusals;

    TranslatingSqsClient(SqsClient sqs) {
        this.sqs = sqs;
        this.refusals = Refusals.in(sqs.serviceClientConfiguration().region());
    }

    @Override
    public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
        return ask(request, request.queueName(), () -> sqs.getQueueUrl(request));
    }

    @Override
    public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
        return ask(request, name(request.queueUrl()), () -> sqs.getQueueAttributes(request));
    }

    @Override
    public CreateQueueResponse createQueue(CreateQueueRequest request) {
        return ask(request, request.queueName(), () -> sqs.createQueue(request));
    }

    @Override
    public SetQueueAttributesResponse setQueueAttributes(SetQueueAttributesRequest request) {
        return ask(request, name(request.queueUrl()), () -> sqs.setQueueAttributes(request));
    }

    @Override
    public DeleteQueueResponse deleteQueue(DeleteQueueRequest request) {
        return ask(request, name(request.queueUrl()), () -> sqs.deleteQueue(request));
    }

    private <T> T ask(SqsRequest request, String queue, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw refusals.translate(AwsCall.of(request, queue), e);
        }
    }

    private static String name(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
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
