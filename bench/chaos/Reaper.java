package dev.darkroom.bench.chaos;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Kills a running resizer a few seconds after it listens, again and again; and starts it again, as Kubernetes does. */
final class Reaper implements Runnable {

    private static final int LEAST_MILLIS = 2_000;

    private final Resizer resizer;
    private final int mostMillis;
    private final History history;
    private final Random random;
    private final CountDownLatch over = new CountDownLatch(1);
    private int kills;
    private int endings;

    /** @param life its longest life in seconds; the shortest is 2 s */
    Reaper(Resizer resizer, int life, History history, long seed) {
        this.resizer = resizer;
        this.mostMillis = 1_000 * life;
        this.history = history;
        this.random = new Random(seed);
    }

    @Override
    public void run() {
        try {
            while (!over.await(LEAST_MILLIS + random.nextInt(mostMillis - LEAST_MILLIS), TimeUnit.MILLISECONDS)) {
                end();
                start();
            }
            if (!resizer.isAlive()) {
                end();
                start();
            }
        } catch (IOException e) {
            throw new IllegalStateException("Cannot start a resizer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets it live from now on. */
    void stop() {
        over.countDown();
    }

    int kills() {
        return kills;
    }

    /** How often it ended by itself. */
    int endings() {
        return endings;
    }

    private void start() throws IOException, InterruptedException {
        resizer.start();
        history.note("======== " + resizer.application() + " listens");
    }

    private void end() throws InterruptedException {
        if (resizer.isAlive()) {
            kills++;
            resizer.kill();
            history.note("======== " + resizer.application() + " killed");
        } else {
            endings++;
            history.note("======== " + resizer.application() + " ended by itself");
        }
    }
}
