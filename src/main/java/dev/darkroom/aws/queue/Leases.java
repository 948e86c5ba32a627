package dev.darkroom.aws.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;

/**
 * The messages that this process has in work. A thread of its own keeps them hidden from other workers. Thread-safe.
 *
 * <p>An extension that fails is tried again until the message's time is over. None is sent for a message once it is let go: who
 * changes its visibility waits for an extension that is under way, so that the change is the last word.
 */
final class Leases implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    private static final Duration PERIOD = Duration.ofMillis(200);
    private static final Duration EXTENSION_TIMEOUT = Duration.ofSeconds(5);

    /** Of a stop, whose grace period is nearly over by then. */
    private static final Duration HAND_BACK_TIMEOUT = Duration.ofSeconds(3);

    /** The most that SQS takes in one call. */
    private static final int BATCH = 10;

    private final SqsClient sqs;
    private final Map<String, Lease> leases = new ConcurrentHashMap<>();
    private final ReentrantLock extending = new ReentrantLock();
    private final Outage outage = new Outage("The time of messages in work cannot be extended");
    private final ScheduledExecutorService keeper = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "message-leases");
        thread.setDaemon(true);
        return thread;
    });

    Leases(SqsClient sqs) {
        this.sqs = sqs;
        keeper.scheduleWithFixedDelay(this::keepGuarded, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    void take(Lease lease) {
        leases.put(lease.receiptHandle(), lease);
    }

    /** The message comes back when its time is over, or is handed back before. */
    void letGo(String receiptHandle) {
        Optional.ofNullable(leases.get(receiptHandle)).ifPresent(Lease::letGo);
    }

    /**
     * The current thread works on the message from now on.
     *
     * @return whether it still may: not if the message's time is over
     */
    boolean assign(String receiptHandle) {
        Lease lease = leases.get(receiptHandle);
        if (lease == null || lease.isOver(System.nanoTime())) {
            return false;
        }
        lease.assign(Thread.currentThread());
        return true;
    }

    /** The same for all that one thread has received. */
    void letGoOf(Thread worker) {
        leases.values().stream().filter(lease -> lease.worker().equals(worker)).forEach(Lease::letGo);
    }

    /** Nothing is left to do for the message. */
    void forget(String receiptHandle) {
        leases.remove(receiptHandle);
    }

    /** Returns when no extension is under way that was begun before. */
    void awaitExtension() {
        extending.lock();
        extending.unlock();
    }

    /** Makes all messages visible to other workers at once, as far as SQS can be reached. */
    void handBack() {
        handBack(List.copyOf(leases.keySet()));
    }

    /** The same for some of them. */
    void handBack(List<String> receiptHandles) {
        List<Lease> all = receiptHandles.stream()
                .map(leases::get)
                .filter(Objects::nonNull)
                .toList();
        all.forEach(Lease::letGo);
        awaitExtension();
        int left = all.size();
        for (List<Lease> batch : batches(all)) {
            try {
                ChangeMessageVisibilityBatchResponse response = change(batch, lease -> 0, HAND_BACK_TIMEOUT);
                left -= response.successful().size();
            } catch (SdkException e) {
                LOG.warn("Messages in work cannot be handed back, and come back by themselves: {}", e.getMessage());
            }
            batch.forEach(lease -> leases.remove(lease.receiptHandle()));
        }
        if (!all.isEmpty()) {
            LOG.info("Handed back {} of {} messages that were taken", all.size() - left, all.size());
        }
    }

    @Override
    public void close() {
        keeper.shutdownNow();
    }

    /** The boundary of the keeper's thread, which would end for ever with the first exception. */
    private void keepGuarded() {
        try {
            keep();
        } catch (RuntimeException e) {
            LOG.error("Messages in work could not be looked after", e);
        }
    }

    private void keep() {
        long now = System.nanoTime();
        leases.values().removeIf(lease -> lease.isOver(now) && reportOver(lease));
        extending.lock();
        try {
            List<Lease> due =
                    leases.values().stream().filter(lease -> lease.isDue(now)).toList();
            batches(due).forEach(this::extend);
        } finally {
            extending.unlock();
        }
    }

    private static boolean reportOver(Lease lease) {
        LOG.debug("The time of a message is over: {}", lease.receiptHandle());
        return true;
    }

    private void extend(List<Lease> batch) {
        long before = System.nanoTime();
        try {
            ChangeMessageVisibilityBatchResponse response =
                    change(batch, lease -> Math.toIntExact(lease.visibility().toSeconds()), EXTENSION_TIMEOUT);
            outage.over();
            response.successful()
                    .forEach(entry -> batch.get(Integer.parseInt(entry.id())).extendedAt(before));
            response.failed().forEach(entry -> refused(batch.get(Integer.parseInt(entry.id())), entry));
        } catch (SdkException e) {
            outage.goesOn(e.getMessage());
        }
    }

    /** Anything but SQS's own fault means that the message is no longer ours to keep. */
    private void refused(Lease lease, BatchResultErrorEntry error) {
        if (error.senderFault()) {
            LOG.debug("A message in work is no longer hidden by this worker: {}", error.code());
            leases.remove(lease.receiptHandle());
        }
    }

    /** @param batch of one queue; its indices are the ids of the answer's entries */
    private ChangeMessageVisibilityBatchResponse change(
            List<Lease> batch, Function<Lease, Integer> visibility, Duration timeout) {
        List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            Lease lease = batch.get(i);
            entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                    .id(Integer.toString(i))
                    .receiptHandle(lease.receiptHandle())
                    .visibilityTimeout(visibility.apply(lease))
                    .build());
        }
        return sqs.changeMessageVisibilityBatch(r -> r.queueUrl(batch.get(0).queueUrl())
                .entries(entries)
                .overrideConfiguration(o -> o.apiCallTimeout(timeout)));
    }

    private static List<List<Lease>> batches(List<Lease> all) {
        List<List<Lease>> batches = new ArrayList<>();
        for (List<Lease> ofQueue :
                all.stream().collect(Collectors.groupingBy(Lease::queueUrl)).values()) {
            for (int start = 0; start < ofQueue.size(); start += BATCH) {
                batches.add(ofQueue.subList(start, Math.min(start + BATCH, ofQueue.size())));
            }
        }
        return batches;
    }
}
