package dev.darkroom.sandbox.sqs;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Moves messages from dead-letter queues back, in the background. Tasks do not survive a restart. Thread-safe. */
final class MoveTasks {
    private static final long LEASE_MILLIS = 30_000;

    private final Queues queues;
    private final Clock clock;
    private final List<Task> tasks = new CopyOnWriteArrayList<>();

    MoveTasks(Queues queues, Clock clock) {
        this.queues = queues;
        this.clock = clock;
    }

    /** One task; its state is read by other threads. */
    final class Task implements Runnable {
        final String handle = UUID.randomUUID().toString();
        final Queue source;
        final Optional<String> destination;
        final Optional<Integer> perSecond;
        final long total;
        final long startedMillis = clock.millis();
        private final CountDownLatch cancelled = new CountDownLatch(1);
        private volatile String status = "RUNNING";
        private volatile String failure = "";
        private volatile long moved;

        Task(Queue source, Optional<String> destination, Optional<Integer> perSecond) {
            this.source = source;
            this.destination = destination;
            this.perSecond = perSecond;
            this.total = source.counts().visible();
        }

        String status() {
            return status;
        }

        String failure() {
            return failure;
        }

        long moved() {
            return moved;
        }

        @Override
        public void run() {
            try {
                boolean more = true;
                while (more && cancelled.getCount() > 0) {
                    List<Message> next = source.receive(1, LEASE_MILLIS, 0, Optional.empty());
                    for (Message message : next) {
                        move(message);
                    }
                    more = !next.isEmpty();
                }
                status = more ? "CANCELLED" : "COMPLETED";
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
                status = "CANCELLED";
            } catch (IOException | RuntimeException e) {
                failure = e.toString();
                status = "FAILED";
            }
        }

        private void move(Message message) throws IOException, InterruptedException {
            String arn = destination.orElse(message.source());
            queues.findByArn(arn)
                    .orElseThrow(() -> new IOException("No queue to move to: " + arn))
                    .sendAgain(message);
            source.delete(message.state().handle());
            moved++;
            if (perSecond.isPresent()) {
                boolean stop = cancelled.await(1000 / perSecond.get(), TimeUnit.MILLISECONDS);
                status = stop ? "CANCELLING" : status;
            }
        }
    }

    Task start(Queue source, Optional<String> destination, Optional<Integer> perSecond) {
        if (of(source).stream().anyMatch(t -> t.status().equals("RUNNING"))) {
            throw SqsErrors.of("UnsupportedOperation", "There is already a task running for this queue.");
        }
        Task task = new Task(source, destination, perSecond);
        tasks.add(0, task);
        Thread thread = new Thread(task, "sandbox-move-task");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    /** Tasks of a queue, newest first. */
    List<Task> of(Queue source) {
        return tasks.stream().filter(t -> t.source == source).toList();
    }

    Task cancel(String handle) {
        Task task = tasks.stream()
                .filter(t -> t.handle.equals(handle))
                .findFirst()
                .orElseThrow(() -> SqsErrors.of("ResourceNotFoundException", "Task does not exist."));
        if (!task.status().equals("RUNNING")) {
            throw SqsErrors.of("UnsupportedOperation", "Only active tasks can be cancelled.");
        }
        task.cancelled.countDown();
        return task;
    }

    void close() {
        tasks.forEach(t -> t.cancelled.countDown());
    }
}
