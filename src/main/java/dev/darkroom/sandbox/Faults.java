package dev.darkroom.sandbox;

import dev.darkroom.sandbox.http.HttpService;
import dev.darkroom.sandbox.http.Interceptor;
import dev.darkroom.sandbox.http.Response;
import dev.darkroom.sandbox.http.ServiceException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
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
        /** How many calls have met it. */
        int strikes();

        /** Ends the rule. */
        @Override
        void close();
    }

    /** A rule and how often it struck. */
    private final class Active implements Registration {
        private final FaultRule rule;
        private final AtomicInteger struck = new AtomicInteger();

        Active(FaultRule rule) {
            this.rule = rule;
        }

        boolean strikes(HttpService.Call call) {
            return rule.covers(call.operation(), call.resource())
                    && (rule.probability() == 1 || random.nextDouble() < rule.probability())
                    && struck.getAndUpdate(n -> Math.min(rule.limit(), n + 1)) < rule.limit();
        }

        @Override
        public int strikes() {
            return struck.get();
        }

        @Override
        public void close() {
            rules.remove(this);
        }
    }

    /**
     * Puts a rule in force. Where several cover a call, each is tried in the order of their adding.
     *
     * @return ends the rule
     */
    public Registration add(FaultRule rule) {
        Active active = new Active(rule);
        rules.add(active);
        return active;
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
        List<Fault> faults = rules.stream()
                .filter(active -> active.strikes(call))
                .map(active -> active.rule.fault())
                .toList();
        for (Fault fault : faults) {
            if (fault instanceof Fault.Delay delay) {
                pause(delay.duration());
            } else if (fault instanceof Fault.Failure failure) {
                throw new ServiceException(failure.status(), failure.code(), "Injected fault: " + failure.code());
            } else if (fault instanceof Fault.Drop drop && drop.moment() == Fault.Moment.BEFORE_WORK) {
                throw dropped(drop);
            }
        }
        Response response = call.run();
        for (Fault fault : faults) {
            if (fault instanceof Fault.Drop drop) {
                response.body().close();
                throw dropped(drop);
            }
        }
        return response;
    }

    private static Interceptor.ConnectionDropped dropped(Fault.Drop drop) throws IOException {
        pause(drop.silence());
        return new Interceptor.ConnectionDropped();
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
