package dev.darkroom.bench.chaos;

import dev.darkroom.bench.chaos.Violation.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** One plain upload after the other in good weather: what each costs in calls. */
final class Cost extends Scenario {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    Cost(Options options) throws IOException {
        super(options);
    }

    @Override
    void run() throws IOException, InterruptedException {
        startResizers();
        Map<String, Integer> before = totals();
        int images = options().uploads();
        Pictures pictures = new Pictures(new Random(options().seed()));
        for (int i = 0; i < images; i++) {
            uploader().send(new Plan.Upload("plain/" + i + ".jpg", pictures.good(i))).join();
            awaitEmptyQueue();
        }
        int thumbnails = Contents.read(world().s3()).thumbnails().size();
        ledger().check(Kind.LOST, thumbnails == images, thumbnails + " thumbnails of " + images);
        Map<String, Integer> after = totals();
        ledger().figure("Images", images);
        for (Map.Entry<String, Integer> total : after.entrySet()) {
            double calls = total.getValue() - before.getOrDefault(total.getKey(), 0);
            ledger().figure(total.getKey() + " per image", "%.2f".formatted(calls / images));
        }
    }

    private void awaitEmptyQueue() throws InterruptedException {
        Instant deadline = Instant.now().plus(LONGEST);
        while (world().messages() > 0) {
            if (Instant.now().isAfter(deadline)) {
                ledger().check(Kind.BUSY, false, "an upload took more than " + LONGEST);
                return;
            }
            Thread.sleep(5);
        }
    }

    private Map<String, Integer> totals() {
        Map<String, Integer> totals = new TreeMap<>();
        world().calls()
                .byOperation()
                .forEach((operation, statuses) -> totals.put(
                        operation,
                        statuses.values().stream().mapToInt(Integer::intValue).sum()));
        return totals;
    }
}
