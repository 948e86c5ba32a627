package dev.darkroom.aws.reindex;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.exception.SdkException;

/** Does many small things at once, but no more than so many. */
final class Workers implements AutoCloseable {

    private final ExecutorService threads;

    Workers(int atOnce) {
        this.threads = Executors.newFixedThreadPool(atOnce);
    }

    /**
     * Waits until all are done.
     *
     * @throws SdkException if S3 refuses or cannot be reached; the others may have been done or not
     * @throws ReindexException if the thread is interrupted
     */
    <T> List<T> all(List<Callable<T>> tasks) {
        List<Future<T>> running = tasks.stream().map(threads::submit).toList();
        List<T> results = new ArrayList<>(running.size());
        for (Future<T> task : running) {
            results.add(result(task));
        }
        return results;
    }

    private static <T> T result(Future<T> task) {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReindexException("Interrupted; run this again for what is left");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SdkException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
