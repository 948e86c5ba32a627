package dev.darkroom.sandbox;

import dev.darkroom.sandbox.http.HttpService;
import dev.darkroom.sandbox.http.Request;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What clients asked of the sandbox. Thread-safe. */
public final class CallLog {
    private static final int MOST_RECENT = 10_000;
    private static final Pattern APPLICATION = Pattern.compile("\\bapp/(\\S+)");

    private final Map<String, Long> counts = new TreeMap<>();
    private final Deque<Call> recent = new ArrayDeque<>();
    private final List<Consumer<Call>> listeners = new CopyOnWriteArrayList<>();

    /**
     * One call.
     *
     * @param operation service and operation, such as {@code s3:PutObject}
     * @param resource bucket or queue, empty for none
     * @param key key of the object, empty for none
     * @param application what the client calls itself ({@code sdk.ua.appId} of the AWS SDK), empty for nothing
     * @param status HTTP status of the answer, 0 when the connection ended without one
     */
    public record Call(String operation, String resource, String key, String application, int status) {}

    /** How often each operation was called since the start or the last reset. */
    public synchronized Map<String, Long> counts() {
        return Map.copyOf(counts);
    }

    /** How often an operation was called; 0 for one never called. */
    public synchronized long count(String operation) {
        return counts.getOrDefault(operation, 0L);
    }

    /** The latest calls, at most 10,000, oldest first. */
    public synchronized List<Call> recent() {
        return List.copyOf(recent);
    }

    /** Forgets all calls. */
    public synchronized void reset() {
        counts.clear();
        recent.clear();
    }

    /** Hears of every call from now on, on the thread that answers it and just before it is answered. */
    public void listen(Consumer<Call> listener) {
        listeners.add(listener);
    }

    void add(Request request, HttpService.Call asked, int status) {
        Matcher named = APPLICATION.matcher(request.header("user-agent").orElse(""));
        String application = named.find() ? named.group(1) : "";
        Call call = new Call(asked.operation(), asked.resource(), asked.key(), application, status);
        keep(call);
        listeners.forEach(listener -> listener.accept(call));
    }

    private synchronized void keep(Call call) {
        counts.merge(call.operation(), 1L, Long::sum);
        if (recent.size() == MOST_RECENT) {
            recent.removeFirst();
        }
        recent.addLast(call);
    }
}
