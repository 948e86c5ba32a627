package dev.darkroom.sandbox.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.sandbox.store.Journal;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A queue. Thread-safe.
 *
 * <p>One lock guards all messages. Of the consumers that wait, each sleeps until the first message becomes visible, or
 * until it is woken because one arrived; whoever leaves wakes another, so that no message waits while a consumer does.
 */
final class Queue {
    private final String name;
    private final String arn;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Messages messages;
    private volatile QueueSettings settings;
    private long lastSequence;
    private boolean deleted;

    Queue(String name, String arn, QueueSettings settings, Journal journal, Clock clock) throws IOException {
        this.name = name;
        this.arn = arn;
        this.settings = settings;
        this.clock = clock;
        this.messages = new Messages(journal);
        this.lastSequence =
                messages.all().stream().mapToLong(Message::sequence).max().orElse(0);
    }

    /** How many messages can be received, are being worked on, and wait for their delay to pass. */
    record Counts(long visible, long inFlight, long delayed) {}

    /** What one look at the queue yields: messages to hand out and messages received too often. */
    private record Taken(List<Message> deliveries, List<Message> deadLetters) {}

    String name() {
        return name;
    }

    String arn() {
        return arn;
    }

    QueueSettings settings() {
        return settings;
    }

    void configure(QueueSettings changedSettings) {
        settings = changedSettings;
    }

    Message send(String body, JsonNode attributes, JsonNode systemAttributes, long delayMillis) throws IOException {
        return add(body, attributes, systemAttributes, "", delayMillis);
    }

    /** Takes a message over under a new ID, as a redrive does. */
    void sendAgain(Message message) throws IOException {
        add(message.body(), message.attributes(), message.systemAttributes(), "", 0);
    }

    private Message add(String body, JsonNode attributes, JsonNode system, String source, long delayMillis)
            throws IOException {
        lock.lock();
        try {
            requireNotDeleted();
            long now = clock.millis();
            Message message = new Message(
                    UUID.randomUUID().toString(),
                    body,
                    attributes,
                    system,
                    source,
                    now,
                    ++lastSequence,
                    Message.State.sent(now + delayMillis));
            messages.add(message);
            changed.signal();
            return message;
        } finally {
            lock.unlock();
        }
    }

    /** Takes over a message that another queue could not get rid of; its ID and time of sending stay. */
    private void bury(Message message, String source) throws IOException {
        lock.lock();
        try {
            Message.State state = message.state().visibleAt(clock.millis());
            messages.add(new Message(
                    message.id(),
                    message.body(),
                    message.attributes(),
                    message.systemAttributes(),
                    source,
                    message.sentMillis(),
                    ++lastSequence,
                    state));
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Receives messages, waiting for the first one.
     *
     * @param most at most so many
     * @param visibilityMillis how long nobody else gets them
     * @param waitMillis how long to wait
     * @param deadLetters where messages go that were received too often
     * @throws InterruptedException when the sandbox closes
     */
    List<Message> receive(int most, long visibilityMillis, long waitMillis, Optional<Queue> deadLetters)
            throws InterruptedException, IOException {
        long deadline = clock.millis() + waitMillis;
        int mostReceives = deadLetters.isPresent() ? settings.maxReceiveCount() : Integer.MAX_VALUE;
        while (true) {
            Taken taken = await(most, visibilityMillis, deadline, mostReceives);
            for (Message dead : taken.deadLetters()) {
                // First there, then away from here: a crash in between may double a message but not lose it.
                deadLetters.orElseThrow().bury(dead, arn);
                forget(dead);
            }
            if (!taken.deliveries().isEmpty() || taken.deadLetters().isEmpty()) {
                return taken.deliveries();
            }
        }
    }

    /** Deletes a message by the handle of its last receive; older handles are taken without effect, as on AWS. */
    void delete(String handle) throws IOException {
        String id = ReceiptHandle.messageId(handle);
        lock.lock();
        try {
            Optional<Message> message =
                    messages.find(id).filter(m -> m.state().handle().equals(handle));
            if (message.isPresent()) {
                messages.remove(message.get());
            }
        } finally {
            lock.unlock();
        }
    }

    void changeVisibility(String handle, long visibilityMillis) throws IOException {
        String id = ReceiptHandle.messageId(handle);
        lock.lock();
        try {
            long now = clock.millis();
            Message message = messages.find(id)
                    .filter(m -> m.state().handle().equals(handle))
                    .orElseThrow(() -> SqsErrors.invalidParameter(
                            "Value for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not"
                                    + " available for visibility timeout change."));
            if (message.state().visibleAtMillis() <= now) {
                throw SqsErrors.of("MessageNotInflight", "The specified message isn't in flight.");
            }
            messages.change(message.with(message.state().visibleAt(now + visibilityMillis)));
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    void purge() throws IOException {
        lock.lock();
        try {
            messages.clear();
        } finally {
            lock.unlock();
        }
    }

    Counts counts() {
        lock.lock();
        try {
            long now = clock.millis();
            long visible = 0;
            long delayed = 0;
            for (Message message : messages.all()) {
                if (message.state().visibleAtMillis() <= now) {
                    visible++;
                } else if (message.state().receives() == 0) {
                    delayed++;
                }
            }
            return new Counts(visible, messages.all().size() - visible - delayed, delayed);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the queue; consumers that wait are told. */
    void close() throws IOException {
        lock.lock();
        try {
            deleted = true;
            messages.close();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Taken await(int most, long visibilityMillis, long deadline, int mostReceives)
            throws InterruptedException, IOException {
        lock.lockInterruptibly();
        try {
            while (true) {
                requireNotDeleted();
                Taken taken = take(most, visibilityMillis, mostReceives);
                long now = clock.millis();
                boolean found =
                        !taken.deliveries().isEmpty() || !taken.deadLetters().isEmpty();
                if (found || now >= deadline) {
                    return taken;
                }
                long next =
                        messages.next().map(m -> m.state().visibleAtMillis()).orElse(deadline);
                changed.await(Math.max(1, Math.min(deadline, next) - now), TimeUnit.MILLISECONDS);
            }
        } finally {
            changed.signal();
            lock.unlock();
        }
    }

    private Taken take(int most, long visibilityMillis, int mostReceives) throws IOException {
        Taken taken = new Taken(new ArrayList<>(), new ArrayList<>());
        long now = clock.millis();
        while (taken.deliveries().size() < most) {
            Optional<Message> next = messages.next().filter(m -> m.state().visibleAtMillis() <= now);
            if (next.isEmpty()) {
                break;
            }
            Message message = next.get();
            if (message.sentMillis() + settings.retentionMillis() < now) {
                messages.remove(message);
            } else if (message.state().receives() >= mostReceives) {
                messages.change(message.with(message.state().visibleAt(now + settings.visibilityMillis() + 1)));
                taken.deadLetters().add(message);
            } else {
                // A time of 0 makes it visible at once, but not to this same call.
                long visibleAt = now + Math.max(1, visibilityMillis);
                Message received = message.with(message.state().received(now, visibleAt, ReceiptHandle.of(message)));
                messages.change(received);
                taken.deliveries().add(received);
            }
        }
        return taken;
    }

    private void forget(Message message) throws IOException {
        lock.lock();
        try {
            Optional<Message> current = messages.find(message.id());
            if (current.isPresent()) {
                messages.remove(current.get());
            }
        } finally {
            lock.unlock();
        }
    }

    private void requireNotDeleted() {
        if (deleted) {
            throw SqsErrors.noSuchQueue();
        }
    }
}
