package dev.darkroom.bench.chaos;

import dev.darkroom.bench.chaos.Violation.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the scenarios have in common: a world, resizers in it, a plan of uploads, and the account at the end. */
abstract class Scenario {

    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(5);

    private final Options options;
    private final Instant start = Instant.now();
    private final World world = new World();
    private final Ledger ledger = new Ledger();
    private final Plan plan;
    private final Uploader uploader = new Uploader(world.uploadBucket());
    private final List<Resizer> resizers = new ArrayList<>();

    Scenario(Options options) throws IOException {
        this.options = options;
        this.plan = new Plan(options.uploads(), options.keys(), options.seed());
        world.history().name(plan);
        Map<String, String> settings = new HashMap<>(world.settings());
        settings.putAll(options.settings());
        for (int i = 1; i <= options.resizers(); i++) {
            resizers.add(new Resizer("resizer-" + i, options, settings));
        }
    }

    /** Does what is to be survived. */
    abstract void run() throws IOException, InterruptedException;

    Options options() {
        return options;
    }

    World world() {
        return world;
    }

    Ledger ledger() {
        return ledger;
    }

    Plan plan() {
        return plan;
    }

    Uploader uploader() {
        return uploader;
    }

    List<Resizer> resizers() {
        return resizers;
    }

    /**
     * Starts the resizers.
     *
     * @throws IllegalStateException if one ends at once; in bad weather that might be bad luck, so it is to be done before
     */
    void startResizers() throws IOException, InterruptedException {
        for (Resizer resizer : resizers) {
            resizer.start();
            if (!resizer.isAlive()) {
                throw new IllegalStateException("A resizer does not start, see " + options.directory());
            }
        }
    }

    void say(String what) {
        System.out.printf("%7.1f s  %s%n", Duration.between(start, Instant.now()).toMillis() / 1000.0, what);
    }

    /** Lets the queue run dry, brings back what was put aside, and lets it run dry again. */
    void drainAndRedrive() throws InterruptedException {
        boolean dry = world.drain(LONGEST_DRAIN);
        int dead = world.deadLetters().count();
        ledger.figure("Dead letters before the redrive", dead + " " + world.deadLetters().reasons());
        if (dry && dead > 0) {
            say("redriving " + dead + " dead letters");
            world.redrive();
            dry = world.drain(LONGEST_DRAIN);
        }
        int left = world.deadLetters().count();
        ledger.figure("Dead letters after the redrive", left + " " + world.deadLetters().reasons());
        ledger.check(Kind.DEAD, left == 0, left + " messages");
        ledger.check(Kind.BUSY, dry, "the queue did not run dry within " + LONGEST_DRAIN);
    }

    /** Compares the buckets with the uploads. */
    void audit() {
        ledger.figure(
                "Uploads",
                "%d acknowledged of %d under %d keys, %d stored"
                        .formatted(
                                uploader.acknowledged(),
                                plan.uploads(),
                                plan.byKey().size(),
                                world.truth().uploads()));
        boolean all = uploader.acknowledged() == plan.uploads() && world.truth().uploads() == plan.uploads();
        ledger.check(Kind.UPLOADS, all, uploader.refused() + " refused");
        Contents contents = Contents.read(world.s3());
        ledger.figure(
                "At the end",
                "%d thumbnails, %d index entries, %d originals"
                        .formatted(
                                contents.thumbnails().size(),
                                contents.index().values().stream()
                                        .mapToInt(List::size)
                                        .sum(),
                                contents.originals().size()));
        ledger.checked(
                EnumSet.range(Kind.LOST, Kind.UNKNOWN), new Audit(plan, world.truth(), contents).violations());
    }

    /** Adds what the run took and prints the ledger. */
    boolean account() throws IOException {
        ledger.figure("Duration", Duration.between(start, Instant.now()).toSeconds() + " s");
        world.calls()
                .byOperation()
                .forEach((operation, statuses) -> ledger.figure(
                        "Calls " + operation,
                        statuses.values().stream().mapToInt(Integer::intValue).sum() + " " + statuses));
        ledger.print(System.out, world.history(), options.directory());
        return ledger.isGood();
    }

    /** Ends all processes and the world, however far the run has come. */
    void end() {
        resizers.forEach(Resizer::close);
        world.close();
    }
}
