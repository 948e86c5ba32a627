package dev.darkroom.sandbox;

import dev.darkroom.sandbox.http.HttpService;
import dev.darkroom.sandbox.http.Interceptor;
import dev.darkroom.sandbox.http.Response;
import dev.darkroom.sandbox.http.ServiceException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The faults that a sandbox injects; none at first. Thread-safe.
 *
 * <pre>{@code
 * sandbox.faults().add(FaultRule.on("s3:GetObject", Fault.error(503, "SlowDown")).times(2));
 * sandbox.faults().disorder(EventDisorder.none().duplicated(3));
 * }</pre>
 */
public final class Faults {
    private final List<Active> rules = new CopyOnWriteArrayList<>();
    private final Random random = new Random();
    private volatile EventDisorder disorder = EventDisorder.none();

    Faults() {}

    /** A rule in force; closing it ends it. */
    public interface Registration extends AutoCloseable {
        /** Ends the rule. */
        @Override
        void close();
    }

    /** A rule and how often it may still strike. */
    private record Active(FaultRule rule, AtomicInteger left) {}

    /**
     * Puts a rule in force. Where several cover a call, each is tried in the order of their adding.
     *
     * @return ends the rule
     */
    public Registration add(FaultRule rule) {
        Active active = new Active(rule, new AtomicInteger(rule.limit()));
        rules.add(active);
        return () -> rules.remove(active);
    }

    /** Disturbs the events from S3 to queues from now on. */
    public void disorder(EventDisorder newDisorder) {
        disorder = newDisorder;
    }

    /** Makes chance repeatable. */
    public void seed(long seed) {
        random.setSeed(seed);
    }

    /** Back to normal. Events on their way are still delivered as before. */
    public void clear() {
        rules.clear();
        disorder = EventDisorder.none();
    }

    EventDisorder disorder() {
        return disorder;
    }

    Random random() {
        return random;
    }

    Interceptor interceptor() {
        return this::around;
    }

    private Response around(HttpService.Call call) throws IOException {
        List<Fault> faults = strike(call.operation());
        for (Fault fault : faults) {
            if (fault instanceof Fault.Delay delay) {
                pause(delay.duration());
            } else if (fault instanceof Fault.Failure failure) {
                throw new ServiceException(failure.status(), failure.code(), "Injected fault: " + failure.code());
            } else if (fault instanceof Fault.Drop drop && drop.moment() == Fault.Moment.BEFORE_WORK) {
                throw new Interceptor.ConnectionDropped();
            }
        }
        Response response = call.run();
        if (faults.contains(Fault.dropAfterWork())) {
            response.body().close();
            throw new Interceptor.ConnectionDropped();
        }
        return response;
    }

    private List<Fault> strike(String operation) {
        List<Fault> faults = new ArrayList<>();
        for (Active active : rules) {
            FaultRule rule = active.rule();
            if (rule.covers(operation)
                    && (rule.probability() == 1 || random.nextDouble() < rule.probability())
                    && active.left().getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                faults.add(rule.fault());
            }
        }
        return faults;
    }

    private static void pause(Duration duration) throws IOException {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The sandbox is closing.");
        }
    }
}
