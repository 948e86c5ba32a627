package dev.darkroom.bench.chaos;

import dev.darkroom.sandbox.EventDisorder;
import dev.darkroom.sandbox.Fault;
import dev.darkroom.sandbox.FaultRule;
import dev.darkroom.sandbox.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The faults that the resizers meet. What visitors upload is spared: nothing but an upload PUTs into the upload bucket. */
final class Weather {

    /** How late an event may be. */
    static final Duration MOST_DELAY = Duration.ofSeconds(5);

    private static final int MOST_COPIES = 3;
    private static final int SHUFFLED = 10;
    /** Longer than any client waits. */
    private static final Duration SILENCE = Duration.ofSeconds(35);

    private static final List<String> RESIZERS_ON_UPLOADS = List.of(
            "s3:GetObject", "s3:HeadObject", "s3:DeleteObject*", "s3:CopyObject", "s3:List*", "s3:GetObjectTagging",
            "s3:PutObjectTagging");
    private static final Map<String, Share> KINDS = kinds();

    private final Faults faults;
    private final Map<String, List<Faults.Registration>> inForce = new LinkedHashMap<>();

    /** A fault and the share of calls that meet it. */
    private record Share(Fault fault, double probability) {}

    Weather(Faults faults, long seed) {
        this.faults = faults;
        faults.seed(seed);
    }

    /** Of a hundred calls, five fail or are never answered, two or three are slow, one loses its connection; events lose their way. */
    void storm() {
        KINDS.forEach((name, kind) -> {
            for (FaultRule rule : on("s3", kind.fault())) {
                add(name, rule.withProbability(kind.probability()));
            }
            for (FaultRule rule : on("sqs", kind.fault())) {
                add(name, rule.withProbability(kind.probability()));
            }
        });
        faults.disorder(
                EventDisorder.none().duplicated(MOST_COPIES).delayed(MOST_DELAY).reordered(SHUFFLED));
    }

    /** A whole service, {@code s3} or {@code sqs}, drops all connections for a time. */
    void outage(String service, Duration duration) throws InterruptedException {
        List<Faults.Registration> rules = new ArrayList<>();
        for (FaultRule rule : on(service, Fault.dropBeforeWork())) {
            rules.add(add(service + " away", rule));
        }
        Thread.sleep(duration.toMillis());
        rules.forEach(Faults.Registration::close);
    }

    /** No faults from now on; what is already on its way still comes late. */
    void calm() {
        faults.clear();
    }

    /** How many calls met which fault. */
    Map<String, Integer> strikes() {
        Map<String, Integer> strikes = new LinkedHashMap<>();
        inForce.forEach((kind, rules) -> strikes.put(
                kind, rules.stream().mapToInt(Faults.Registration::strikes).sum()));
        return strikes;
    }

    private Faults.Registration add(String kind, FaultRule rule) {
        Faults.Registration registration = faults.add(rule);
        inForce.computeIfAbsent(kind, k -> new ArrayList<>()).add(registration);
        return registration;
    }

    private static List<FaultRule> on(String service, Fault fault) {
        if (service.equals("sqs")) {
            return List.of(FaultRule.on("sqs:*", fault));
        }
        List<FaultRule> rules = new ArrayList<>();
        rules.add(FaultRule.on("s3:*", fault).in(World.RESIZED));
        RESIZERS_ON_UPLOADS.forEach(
                operation -> rules.add(FaultRule.on(operation, fault).in(World.UPLOAD)));
        return rules;
    }

    private static Map<String, Share> kinds() {
        Map<String, Share> kinds = new LinkedHashMap<>();
        kinds.put("500", new Share(Fault.error(500, "InternalError"), 0.024));
        kinds.put("503", new Share(Fault.error(503, "SlowDown"), 0.024));
        kinds.put("silent before work", new Share(Fault.silence(Fault.Moment.BEFORE_WORK, SILENCE), 0.001));
        kinds.put("silent after work", new Share(Fault.silence(Fault.Moment.AFTER_WORK, SILENCE), 0.001));
        kinds.put("slow, 0.5 s", new Share(Fault.delay(Duration.ofMillis(500)), 0.02));
        kinds.put("slow, 4 s", new Share(Fault.delay(Duration.ofSeconds(4)), 0.005));
        kinds.put("dropped before work", new Share(Fault.dropBeforeWork(), 0.005));
        kinds.put("dropped after work", new Share(Fault.dropAfterWork(), 0.005));
        return kinds;
    }
}
