package dev.darkroom.sandbox.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;

/**
 * A message in one moment of its life. Immutable.
 *
 * @param id message ID
 * @param body what was sent
 * @param attributes message attributes as they were sent
 * @param systemAttributes message system attributes as they were sent
 * @param source ARN of the queue from which it came as a dead letter, else empty
 * @param sentMillis when it was sent, milliseconds since 1970
 * @param sequence its place among all messages of the queue
 * @param state what receiving changes
 */
record Message(
        String id,
        String body,
        JsonNode attributes,
        JsonNode systemAttributes,
        String source,
        long sentMillis,
        long sequence,
        State state) {

    /** First who may be received first. */
    static final Comparator<Message> BY_VISIBILITY =
            Comparator.comparingLong((Message m) -> m.state().visibleAtMillis()).thenComparingLong(Message::sequence);

    /**
     * What receiving changes.
     *
     * @param visibleAtMillis from when on it can be received
     * @param receives how often it was received
     * @param firstReceivedMillis when it was first received, 0 for never
     * @param handle receipt handle of the last receive, empty for none
     */
    record State(long visibleAtMillis, int receives, long firstReceivedMillis, String handle) {
        static State sent(long visibleAtMillis) {
            return new State(visibleAtMillis, 0, 0, "");
        }

        State received(long now, long visibleAgainMillis, String newHandle) {
            return new State(
                    visibleAgainMillis, receives + 1, firstReceivedMillis == 0 ? now : firstReceivedMillis, newHandle);
        }

        State visibleAt(long millis) {
            return new State(millis, receives, firstReceivedMillis, handle);
        }
    }

    Message with(State newState) {
        return new Message(id, body, attributes, systemAttributes, source, sentMillis, sequence, newState);
    }
}
