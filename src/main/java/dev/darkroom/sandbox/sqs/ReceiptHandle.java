package dev.darkroom.sandbox.sqs;

import dev.darkroom.sandbox.http.ServiceException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/** What a consumer shows to prove that it received a message; a new one for each receive. */
final class ReceiptHandle {
    private ReceiptHandle() {}

    static String of(Message message) {
        String text = message.id() + "/" + UUID.randomUUID();
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Finds which message a handle is for, which may be long gone.
     *
     * @throws ServiceException when it is none of ours
     */
    static String messageId(String handle) {
        try {
            String[] parts = new String(Base64.getDecoder().decode(handle), StandardCharsets.UTF_8).split("/");
            if (parts.length == 2) {
                return parts[0];
            }
        } catch (IllegalArgumentException notBase64) {
            throw invalid();
        }
        throw invalid();
    }

    private static ServiceException invalid() {
        return SqsErrors.of("ReceiptHandleIsInvalid", "The input receipt handle is invalid.");
    }
}
