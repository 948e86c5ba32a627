package dev.darkroom.sandbox.sqs;

import dev.darkroom.sandbox.http.ServiceException;
import java.util.Map;

/** Errors of SQS, in the names of its JSON protocol. */
final class SqsErrors {
    /** Names that differ in the older Query protocol, by which some clients still tell errors apart. */
    private static final Map<String, String> QUERY_CODES = Map.of(
            "QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue",
            "QueueNameExists", "QueueAlreadyExists",
            "EmptyBatchRequest", "AWS.SimpleQueueService.EmptyBatchRequest",
            "TooManyEntriesInBatchRequest", "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
            "BatchEntryIdsNotDistinct", "AWS.SimpleQueueService.BatchEntryIdsNotDistinct",
            "MessageNotInflight", "AWS.SimpleQueueService.MessageNotInflight",
            "UnsupportedOperation", "AWS.SimpleQueueService.UnsupportedOperation");

    private SqsErrors() {}

    static ServiceException of(String code, String message) {
        return new ServiceException(400, code, message);
    }

    static ServiceException noSuchQueue() {
        return of("QueueDoesNotExist", "The specified queue does not exist.");
    }

    static ServiceException invalidParameter(String message) {
        return of("InvalidParameterValue", message);
    }

    static String queryCode(String code) {
        return QUERY_CODES.getOrDefault(code, code);
    }
}
