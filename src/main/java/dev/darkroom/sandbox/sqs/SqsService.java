package dev.darkroom.sandbox.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.sandbox.auth.Authenticator;
import dev.darkroom.sandbox.auth.Caller;
import dev.darkroom.sandbox.auth.Credentials;
import dev.darkroom.sandbox.auth.PayloadHash;
import dev.darkroom.sandbox.auth.Policy;
import dev.darkroom.sandbox.http.HttpService;
import dev.darkroom.sandbox.http.Request;
import dev.darkroom.sandbox.http.Response;
import dev.darkroom.sandbox.http.ServiceException;
import dev.darkroom.sandbox.store.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** SQS in its JSON protocol: finds the operation and proves the sender. Thread-safe. */
public final class SqsService implements HttpService, AutoCloseable {
    private static final String TARGET_PREFIX = "AmazonSQS.";
    private static final int LARGEST_REQUEST = 4 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();
    /** SQS names some failures of authentication differently from S3. */
    private static final Map<String, String> CODES = Map.of(
            "InvalidAccessKeyId", "InvalidClientTokenId",
            "RequestTimeTooSkewed", "SignatureDoesNotMatch",
            "AuthorizationHeaderMalformed", "IncompleteSignature");

    private final Authenticator authenticator;
    private final Queues queues;
    private final MoveTasks moveTasks;
    private final Map<String, SqsOperation> operations = new HashMap<>();

    /**
     * Loads what the storage holds.
     *
     * @throws IOException when the storage cannot be read
     */
    public SqsService(Storage storage, Credentials credentials, Clock clock) throws IOException {
        this.authenticator = new Authenticator(credentials, "sqs", clock);
        this.queues = new Queues(storage, clock);
        this.moveTasks = new MoveTasks(queues, clock);
        operations.putAll(new QueueOperations(queues, moveTasks).operations());
        operations.putAll(new MessageOperations(queues).operations());
    }

    /** Whether a queue exists and its policy lets S3 send to it on behalf of a bucket. */
    public boolean acceptsFromS3(String queueArn, String bucketArn) {
        Map<String, String> context =
                Map.of("aws:sourcearn", bucketArn, "aws:sourceaccount", Queues.ACCOUNT, "aws:securetransport", "true");
        Policy.Attempt attempt = new Policy.Attempt("s3.amazonaws.com", "sqs:SendMessage", queueArn, context);
        return queues.findByArn(queueArn)
                .flatMap(q -> q.settings().policy())
                .filter(policy -> policy.judge(attempt) == Policy.Verdict.ALLOWED)
                .isPresent();
    }

    /**
     * Sends a message that a service of AWS would send; nothing happens when the queue is gone.
     *
     * @throws IOException when the storage cannot be written
     */
    public void deliver(String queueArn, String body) throws IOException {
        Optional<Queue> queue = queues.findByArn(queueArn);
        if (queue.isPresent()) {
            long delay = 1000L * queue.get().settings().number("DelaySeconds");
            queue.get().send(body, JSON.createObjectNode(), JSON.createObjectNode(), delay);
        }
    }

    /** Ends all queues and those who wait at them. */
    @Override
    public void close() throws IOException {
        moveTasks.close();
        queues.close();
    }

    @Override
    public boolean accepts(Request request) {
        boolean form = request.header("content-type").orElse("").startsWith("application/x-www-form-urlencoded");
        return request.header("x-amz-target").isPresent() || request.method().equals("POST") && form;
    }

    @Override
    public Call identify(Request request) {
        return new SqsCall(request, request.header("x-amz-target").orElse(""));
    }

    @Override
    public Response refuse(Request request, ServiceException error) {
        String code = CODES.getOrDefault(error.code(), error.code());
        ObjectNode body = JSON.createObjectNode()
                .put("__type", "com.amazonaws.sqs#" + code)
                .put("message", error.getMessage());
        return Response.of(error.status(), "application/x-amz-json-1.0", body.toString())
                .with(
                        "x-amzn-query-error",
                        SqsErrors.queryCode(code) + (error.status() < 500 ? ";Sender" : ";Receiver"));
    }

    @Override
    public Response complete(Request request, Response response) {
        return response.with("x-amzn-RequestId", request.id());
    }

    /** A request to SQS. */
    private final class SqsCall implements Call {
        private final Request request;
        private final String target;
        private String resource = "";

        SqsCall(Request request, String target) {
            this.request = request;
            this.target = target;
        }

        @Override
        public String operation() {
            return target.isEmpty() ? "sqs:QueryProtocol" : "sqs:" + target.replaceFirst("^" + TARGET_PREFIX, "");
        }

        @Override
        public String resource() {
            return resource;
        }

        @Override
        public Response run() throws IOException {
            if (target.isEmpty()) {
                throw ServiceException.notImplemented("the Query protocol of SQS; use a client of 2024 or later,"
                        + " which speaks the JSON protocol (boto3 1.28, AWS SDK for Java 2.21, aws CLI 1.29)");
            }
            byte[] body = request.body().readNBytes(LARGEST_REQUEST);
            JsonNode json = parse(body);
            String queue = json.path("QueueUrl").asText(json.path("QueueName").asText());
            resource = queue.substring(queue.lastIndexOf('/') + 1);
            Caller caller = authenticator.authenticate(request, Optional.of(PayloadHash.of(body)));
            if (!caller.isOwner()) {
                throw new ServiceException(
                        403, "MissingAuthenticationToken", "Request is missing Authentication Token");
            }
            SqsOperation operation = Optional.ofNullable(
                            operations.get(operation().substring("sqs:".length())))
                    .orElseThrow(() -> ServiceException.notImplemented(operation()));
            String host = request.header("host").orElse("localhost");
            return answer(operation.run(new SqsRequest(json, caller.region(), "http://" + host, queues)));
        }

        private Response answer(ObjectNode result) {
            return Response.of(200, "application/x-amz-json-1.0", result.toString());
        }

        private JsonNode parse(byte[] body) throws IOException {
            try {
                return JSON.readTree(body.length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : body);
            } catch (JsonProcessingException e) {
                throw SqsErrors.of("SerializationException", "The request is not JSON.");
            }
        }
    }
}
