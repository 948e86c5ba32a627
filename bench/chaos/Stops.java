package dev.darkroom.bench.chaos;

import dev.darkroom.bench.chaos.Violation.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Processes are told to stop during load, as when Kubernetes rolls a Deployment: nothing is lost, and nobody waits for it. */
final class Stops extends Scenario {

    private static final int STOPS = 20;
    private static final Duration GRACE = Duration.ofSeconds(30);
    /** What the app says when it is ended by SIGTERM. */
    private static final int TERMINATED = 143;

    private static final int DEFAULT_VISIBILITY = 60;

    private final Random random;
    private final List<Stop> stops = new ArrayList<>();

    /** How a stop went: when, since the signal, it ended, was not ready, did not answer any more, took its last messages. */
    private record Stop(
            int exitCode, Duration end, Optional<Duration> down, Optional<Duration> gone, Optional<Duration> lastReceive) {

        boolean isReadyFalseFirst() {
            return down.isPresent()
                    && lastReceive.map(last -> down.get().compareTo(last) <= 0 || last.isNegative()).orElse(true);
        }

        @Override
        public String toString() {
            return "exit code %d after %d ms; not ready after %s, silent after %s, last messages after %s"
                    .formatted(exitCode, end.toMillis(), millis(down), millis(gone), millis(lastReceive));
        }

        private static String millis(Optional<Duration> duration) {
            return duration.map(d -> d.toMillis() + " ms").orElse("(never)");
        }
    }

    Stops(Options options) throws IOException {
        super(options);
        random = new Random(options.seed());
    }

    @Override
    void run() throws IOException, InterruptedException {
        startResizers();
        say("load begins, seed " + options().seed());
        Thread load = new Thread(this::load, "load");
        load.setDaemon(true);
        load.start();
        for (int i = 0; i < STOPS; i++) {
            Thread.sleep(1_000 + random.nextInt(2_000));
            Resizer resizer = resizers().get(i % resizers().size());
            stops.add(stop(resizer));
            say(resizer.application() + ": " + stops.get(i) + (load.isAlive() ? "" : ", NO LOAD"));
            resizer.start();
        }
        load.join();
        drainAndRedrive();
        audit();
        judge();
    }

    private void load() {
        try {
            uploader().send(plan().steps(), Duration.ofSeconds(options().seconds()), () -> false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Stop stop(Resizer resizer) throws InterruptedException {
        Readiness readiness = new Readiness(resizer.managementPort());
        Thread poll = new Thread(readiness, "readiness");
        poll.setDaemon(true);
        poll.start();
        Thread.sleep(200);
        Instant signal = Instant.now();
        world().history().note("======== SIGTERM to " + resizer.application());
        resizer.terminate();
        boolean ended = resizer.awaitEnd(GRACE);
        Duration end = Duration.between(signal, Instant.now());
        ledger().check(Kind.STOP, ended, resizer.application() + " did not end within " + GRACE);
        if (!ended) {
            resizer.kill();
        }
        poll.join();
        world().history().note("======== " + resizer.application() + " has ended");
        int code = resizer.exitCode();
        ledger().check(Kind.STOP, !ended || code == TERMINATED || code == 0, "exit code " + code);
        return new Stop(
                code,
                end,
                readiness.down().map(at -> Duration.between(signal, at)),
                readiness.gone().map(at -> Duration.between(signal, at)),
                world().calls().lastReceive(resizer.application()).map(at -> Duration.between(signal, at)));
    }

    private void judge() {
        Duration visibility =
                Duration.ofSeconds(options().visibility() > 0 ? options().visibility() : DEFAULT_VISIBILITY);
        List<Waits.Wait> longest = world().waits().longest();
        ledger().figure("Stops", stops.size());
        ledger().figure(
                        "Longest stop",
                        stops.stream().mapToLong(s -> s.end().toMillis()).max().orElse(0) + " ms");
        ledger().figure(
                        "Not ready before it stopped taking messages",
                        stops.stream().filter(Stop::isReadyFalseFirst).count() + " of " + stops.size());
        ledger().figure(
                        "Longest waits of messages",
                        longest.stream()
                                .limit(5)
                                .map(w -> w.duration().toMillis() + " ms")
                                .toList());
        ledger().figure(
                        "Messages received more than once",
                        longest.stream().filter(w -> w.message().receives() > 1).count());
        ledger().checked(
                        Set.of(Kind.STOP),
                        longest.stream()
                                .filter(w -> w.duration().compareTo(visibility) >= 0)
                                .map(w -> new Violation(
                                        Kind.STOP,
                                        w.message().key().orElse(""),
                                        "message " + w.message().shortId() + " waited " + w.duration()))
                                .toList());
    }
}
