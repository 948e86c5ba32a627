package dev.darkroom.camel;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Lets several threads take turns, one step of one of them at a time, in an order drawn from a seed. */
final class Interleaving {

    private final Random random;
    private final Semaphore back = new Semaphore(0);
    private final List<Actor> running = new ArrayList<>();
    private final ThreadLocal<Actor> current = new ThreadLocal<>();
    private int steps;

    Interleaving(long seed) {
        this.random = new Random(seed);
    }

    private static final class Actor {
        private final Semaphore turn = new Semaphore(0);
        private boolean done;
    }

    /** Where a step ends: the calling actor waits until it is its turn again. */
    void yield() throws InterruptedException {
        Actor self = current.get();
        back.release();
        self.turn.acquire();
        steps++;
    }

    /** Steps taken so far, by all together. */
    int steps() {
        return steps;
    }

    Random random() {
        return random;
    }

    /** Runs the actors until all are done. */
    void run(ExecutorService threads, List<Callable<Void>> actors) throws InterruptedException, ExecutionException {
        List<Future<Void>> ends = new ArrayList<>();
        for (Callable<Void> work : actors) {
            Actor actor = new Actor();
            running.add(actor);
            ends.add(threads.submit(() -> act(actor, work)));
        }
        while (!running.isEmpty()) {
            Actor next = running.get(random.nextInt(running.size()));
            next.turn.release();
            back.acquire();
            running.removeIf(actor -> actor.done);
        }
        for (Future<Void> end : ends) {
            end.get();
        }
    }

    private Void act(Actor self, Callable<Void> work) throws Exception {
        current.set(self);
        self.turn.acquire();
        try {
            return work.call();
        } finally {
            self.done = true;
            back.release();
        }
    }
}
