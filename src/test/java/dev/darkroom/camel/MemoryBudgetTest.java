package dev.darkroom.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {

    private static final long MB = 1 << 20;
    private static final Duration LONG = Duration.ofMinutes(1);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final MemoryBudget budget = new MemoryBudget(50 * MB, 100 * MB, LONG);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void shouldCountWhatIsHeldUntilItIsGivenBack() throws Exception {
        MemoryBudget.Share share = budget.open();
        assertThat(share.tryFile(20 * MB)).isTrue();
        share.awaitDecoding(60 * MB);
        assertThat(budget.free()).isEqualTo(70 * MB);

        share.keep(5 * MB);
        assertThat(budget.free()).isEqualTo(145 * MB);

        share.close();
        share.close();
        assertThat(budget.free()).isEqualTo(150 * MB);
    }

    /** The thumbnail of a small file may be larger. */
    @Test
    void shouldKeepWhatTheThumbnailTakesOfBoth() throws Exception {
        MemoryBudget.Share share = budget.open();
        share.awaitFile(1 * MB);
        share.awaitDecoding(60 * MB);

        share.keep(30 * MB);
        assertThat(budget.free()).isEqualTo(120 * MB);

        share.keep(40 * MB);
        assertThat(budget.free()).as("not more than before").isEqualTo(120 * MB);
    }

    @Test
    void shouldLetOrdinaryPicturesRunSideBySide() throws Exception {
        List<MemoryBudget.Share> shares = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            MemoryBudget.Share share = budget.open();
            assertThat(share.tryFile(5 * MB)).isTrue();
            share.awaitDecoding(10 * MB);
            shares.add(share);
        }

        shares.forEach(MemoryBudget.Share::close);
        assertThat(budget.free()).isEqualTo(150 * MB);
    }

    @Test
    void shouldNotLetSmallFilesOvertakeALargeOneThatWaits() throws Exception {
        MemoryBudget.Share first = budget.open();
        first.awaitFile(20 * MB);
        Future<?> large = waiting(() -> budget.open().awaitFile(40 * MB));

        assertThat(budget.open().tryFile(1 * MB)).isFalse();

        first.close();
        large.get(1, TimeUnit.MINUTES);
        assertThat(budget.free()).isEqualTo(110 * MB);
    }

    /** More than there is in all could never be had. */
    @Test
    void shouldDecodeAloneWhatTakesMoreThanThereIs() throws Exception {
        MemoryBudget.Share small = budget.open();
        small.awaitDecoding(1 * MB);
        MemoryBudget.Share huge = budget.open();
        Future<?> waits = waiting(() -> huge.awaitDecoding(1000 * MB));

        small.close();
        waits.get(1, TimeUnit.MINUTES);

        assertThat(budget.free()).isEqualTo(50 * MB);
        huge.close();
        assertThat(budget.free()).isEqualTo(150 * MB);
    }

    /** A route may fit a picture twice, and hold on to the first result. */
    @Test
    void shouldNotWaitForEverWhenPicturesThatHoldSomethingAskForMore() throws Exception {
        MemoryBudget.Share one = budget.open();
        MemoryBudget.Share other = budget.open();
        one.awaitDecoding(10 * MB);
        other.awaitDecoding(10 * MB);

        Future<?> first = waiting(() -> one.awaitDecoding(100 * MB));
        Future<?> second = threads.submit(() -> {
            other.awaitDecoding(100 * MB);
            return null;
        });

        first.get(1, TimeUnit.MINUTES);
        one.close();
        second.get(1, TimeUnit.MINUTES);
        other.close();
        assertThat(budget.free()).isEqualTo(150 * MB);
    }

    @Test
    void shouldGiveUpAfterAWhile() throws Exception {
        MemoryBudget impatient = new MemoryBudget(50 * MB, 100 * MB, Duration.ofMillis(1));
        MemoryBudget.Share holder = impatient.open();
        holder.awaitFile(50 * MB);
        holder.awaitDecoding(100 * MB);

        assertThatExceptionOfType(MemoryShortException.class)
                .isThrownBy(() -> impatient.open().awaitFile(1))
                .withMessageContaining("comes back")
                .withMessageContaining("darkroom.resizer.concurrency");
        assertThatExceptionOfType(MemoryShortException.class)
                .isThrownBy(() -> impatient.open().awaitDecoding(1));
        holder.close();
        assertThat(impatient.free()).isEqualTo(150 * MB);
    }

    @Test
    void shouldStopWaitingWhenTheProcessStops() throws Exception {
        budget.open().awaitFile(50 * MB);
        MemoryBudget.Share share = budget.open();
        Future<?> waits = waiting(() -> share.awaitFile(1));

        waits.cancel(true);

        await().untilAsserted(() -> assertThat(budget.open().tryFile(0)).isTrue());
    }

    /** The seed is fixed, so that a failure can be looked at; threads meet as they like. */
    @Test
    void shouldNeitherBlockForEverNorLoseAnything() throws Exception {
        List<Callable<Void>> pictures = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            long file = random.nextInt(10) == 0 ? 50 * MB : random.nextInt(10_000_000);
            long work = random.nextInt(10) == 0 ? 100 * MB : random.nextInt(20_000_000);
            boolean fails = random.nextInt(5) == 0;
            pictures.add(() -> {
                try (MemoryBudget.Share share = budget.open()) {
                    if (!share.tryFile(file)) {
                        share.awaitFile(file);
                    }
                    share.awaitDecoding(work);
                    if (!fails) {
                        share.keep(100_000);
                        Thread.yield();
                    }
                }
                return null;
            });
        }

        ExecutorService workers = Executors.newFixedThreadPool(16);
        try {
            for (Future<Void> done : workers.invokeAll(pictures, 1, TimeUnit.MINUTES)) {
                done.get();
            }
        } finally {
            workers.shutdownNow();
        }
        assertThat(budget.free()).isEqualTo(150 * MB);
    }

    @Test
    void shouldDivideWhatTheHeapHasToSpare() {
        MemoryBudget small = MemoryBudget.within(300 * MB, 50 * MB, 145 * MB);
        MemoryBudget large = MemoryBudget.within(1000 * MB, 50 * MB, 145 * MB);

        assertThat(small.free()).isBetween(195 * MB, 240 * MB);
        assertThat(large.free()).isBetween(600 * MB, 900 * MB);
        assertThat(small.open().tryFile(50 * MB)).isTrue();
        assertThat(large.open().tryFile(200 * MB)).isTrue();
    }

    @Test
    void shouldSayWhatToSetIfTheLargestPictureDoesNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MemoryBudget.within(200 * MB, 50 * MB, 145 * MB))
                .withMessageContaining("200 MB")
                .withMessageContaining("50 MB of file")
                .withMessageContaining("145 MB to decode it")
                .withMessageContaining("-Xmx")
                .withMessageContaining("darkroom.upload.max-bytes")
                .withMessageContaining("darkroom.image.max-pixels")
                .withMessageContaining("darkroom.thumbnail.width");
    }

    @Test
    void shouldFitTheLargestPictureIntoTheHeapThatItAsksFor() {
        assertThat(MemoryBudget.within(270 * MB, 50 * MB, 145 * MB).open().tryFile(50 * MB))
                .isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MemoryBudget.within(269 * MB, 50 * MB, 145 * MB))
                .withMessageContaining("heap of 270 MB");
    }

    @Test
    void shouldAskNothingOfAProcessThatDoesNotResize() {
        assertThat(MemoryBudget.of("gallery,sandbox", 2000 * MB, 4096, 4096, Integer.MAX_VALUE)
                        .free())
                .isGreaterThan(2000 * MB);
    }

    @Test
    void shouldNotPromiseToReadFilesThatNoArrayHolds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MemoryBudget.of("gallery", 3L << 30, 400, 400, 1_000_000))
                .withMessageContaining("darkroom.upload.max-bytes is 3221225472");
    }

    /** Starts something and returns once it waits. */
    private Future<?> waiting(Waiting task) {
        List<Thread> thread = new ArrayList<>();
        Future<?> future = threads.submit(() -> {
            synchronized (thread) {
                thread.add(Thread.currentThread());
            }
            task.run();
            return null;
        });
        await().until(() -> {
            synchronized (thread) {
                return !thread.isEmpty() && thread.get(0).getState() == Thread.State.TIMED_WAITING;
            }
        });
        return future;
    }

    private interface Waiting {
        void run() throws Exception;
    }
}
