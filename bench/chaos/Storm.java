package dev.darkroom.bench.chaos;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Uploads in bad weather: calls fail, events lose their way, processes are killed; and perhaps a whole service is away for a minute. */
final class Storm extends Scenario {

    private static final Duration AWAY = Duration.ofSeconds(60);

    private static final Duration LONGEST_STORM_ON = Duration.ofSeconds(150);

    /** With more messages than these, one has to wait for seconds. */
    private static final int CROWD = 100;

    private final Optional<String> away;
    private final Weather weather;
    private final List<Reaper> reapers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /** @param away the service that goes away in the middle, {@code s3} or {@code sqs}; empty for none */
    Storm(Options options, Optional<String> away) throws IOException {
        super(options);
        this.away = away;
        this.weather = new Weather(world().sandbox().faults(), options.seed());
    }

    @Override
    void run() throws IOException, InterruptedException {
        startResizers();
        weather.storm();
        for (Resizer resizer : resizers()) {
            Reaper reaper = new Reaper(resizer, options().life(), world().history(), options().seed() + reapers.size());
            reapers.add(reaper);
            threads.add(start(reaper, "reaper"));
        }
        say("the storm begins, seed " + options().seed());
        Optional<Thread> outage = away.map(service -> start(() -> goAway(service), "outage"));
        uploader().send(plan().steps(), Duration.ofSeconds(options().seconds()), this::isCrowded);
        say("everything is uploaded, " + world().waits().waiting() + " messages wait");
        stormOn();
        if (outage.isPresent()) {
            outage.get().join();
        }
        weather.calm();
        calmReapers();
        say("the storm is over, " + world().waits().waiting() + " messages wait");
        drainAndRedrive();
        audit();
        ledger().figure("Kills", reapers.stream().mapToInt(Reaper::kills).sum());
        ledger().figure("Ended by themselves", reapers.stream().mapToInt(Reaper::endings).sum());
        weather.strikes().forEach((kind, count) -> ledger().figure("Faults " + kind, count));
    }

    private boolean isCrowded() {
        return world().waits().waiting() > CROWD;
    }

    /** Most of the work is to be done in bad weather, however slow the machine. */
    private void stormOn() throws InterruptedException {
        Instant deadline = Instant.now().plus(LONGEST_STORM_ON);
        while (isCrowded() && Instant.now().isBefore(deadline)) {
            Thread.sleep(500);
        }
    }

    private void calmReapers() throws InterruptedException {
        reapers.forEach(Reaper::stop);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void goAway(String service) {
        try {
            Thread.sleep(Duration.ofSeconds(options().seconds()).minus(AWAY).toMillis() / 2);
            say(service + " goes away");
            world().history().note("======== " + service + " goes away");
            weather.outage(service, AWAY);
            say(service + " is back");
            world().history().note("======== " + service + " is back");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread start(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
