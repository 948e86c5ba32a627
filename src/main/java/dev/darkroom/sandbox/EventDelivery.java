package dev.darkroom.sandbox;

import dev.darkroom.sandbox.s3.EventSink;
import dev.darkroom.sandbox.sqs.SqsService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Takes events from S3 to SQS, disturbed as the faults say. Thread-safe. */
final class EventDelivery implements EventSink, AutoCloseable {
    private static final long LONGEST_HOLD_MILLIS = 50;

    private final SqsService sqs;
    private final Faults faults;
    private final List<Runnable> held = new ArrayList<>();
    private final ScheduledExecutorService late = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "sandbox-late-events");
        thread.setDaemon(true);
        return thread;
    });

    EventDelivery(SqsService sqs, Faults faults) {
        this.sqs = sqs;
        this.faults = faults;
    }

    @Override
    public boolean accepts(String queueArn, String bucketArn) {
        return sqs.acceptsFromS3(queueArn, bucketArn);
    }

    @Override
    public void send(String queueArn, String bucketArn, String message) {
        Runnable delivery = () -> deliver(queueArn, bucketArn, message);
        EventDisorder disorder = faults.disorder();
        int copies = 1 + faults.random().nextInt(disorder.mostCopies());
        for (int i = 0; i < copies; i++) {
            if (disorder.shuffled() > 1) {
                hold(delivery, disorder);
            } else {
                dispatch(delivery, disorder);
            }
        }
    }

    @Override
    public void close() {
        late.shutdownNow();
    }

    private void deliver(String queueArn, String bucketArn, String message) {
        try {
            if (sqs.acceptsFromS3(queueArn, bucketArn)) {
                sqs.deliver(queueArn, message);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void dispatch(Runnable delivery, EventDisorder disorder) {
        long most = disorder.mostDelay().toMillis();
        if (most == 0) {
            delivery.run();
        } else {
            late.schedule(delivery, (long) (faults.random().nextDouble() * most), TimeUnit.MILLISECONDS);
        }
    }

    private void hold(Runnable delivery, EventDisorder disorder) {
        boolean full;
        synchronized (held) {
            held.add(delivery);
            full = held.size() >= disorder.shuffled();
        }
        if (full) {
            release(disorder);
        } else {
            late.schedule(() -> release(disorder), LONGEST_HOLD_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void release(EventDisorder disorder) {
        List<Runnable> released;
        synchronized (held) {
            released = new ArrayList<>(held);
            held.clear();
        }
        Collections.shuffle(released, faults.random());
        released.forEach(delivery -> dispatch(delivery, disorder));
    }
}
