package dev.darkroom.sandbox.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.sandbox.store.Journal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The messages of a queue in the order of their visibility, journalled: a line for each message sent (P), changed (S)
 * and deleted (D). Callers hold the queue's lock.
 */
final class Messages {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LINES_WORTH_COMPACTING = 10_000;

    private final Journal journal;
    private final Map<String, Message> byId = new HashMap<>();
    private final TreeSet<Message> byVisibility = new TreeSet<>(Message.BY_VISIBILITY);

    /** Replays a journal and compacts it. */
    Messages(Journal journal) throws IOException {
        this.journal = journal;
        for (String line : journal.lines()) {
            replay(line.charAt(0), line.substring(1));
        }
        compact();
    }

    Collection<Message> all() {
        return byVisibility;
    }

    Optional<Message> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The message that is, or will be, visible first. */
    Optional<Message> next() {
        return byVisibility.isEmpty() ? Optional.empty() : Optional.of(byVisibility.first());
    }

    void add(Message message) throws IOException {
        write('P' + JSON.writeValueAsString(message));
        replace(message);
    }

    void change(Message message) throws IOException {
        write('S' + message.id() + ' ' + JSON.writeValueAsString(message.state()));
        replace(message);
    }

    void remove(Message message) throws IOException {
        write('D' + message.id());
        forget(message.id());
    }

    void clear() throws IOException {
        byId.clear();
        byVisibility.clear();
        compact();
    }

    void close() throws IOException {
        journal.close();
    }

    private void write(String line) throws IOException {
        journal.append(line);
        if (journal.length() > LINES_WORTH_COMPACTING + 4 * byId.size()) {
            compact();
        }
    }

    private void compact() throws IOException {
        List<String> lines = new ArrayList<>(byId.size());
        for (Message message : byVisibility) {
            lines.add('P' + JSON.writeValueAsString(message));
        }
        journal.rewrite(lines);
    }

    private void replay(char kind, String text) throws JsonProcessingException {
        switch (kind) {
            case 'P' -> replace(JSON.readValue(text, Message.class));
            case 'S' -> {
                int space = text.indexOf(' ');
                Message.State state = JSON.readValue(text.substring(space + 1), Message.State.class);
                find(text.substring(0, space)).ifPresent(message -> replace(message.with(state)));
            }
            case 'D' -> forget(text);
            default -> throw new IllegalStateException("Unknown journal line: " + kind + text);
        }
    }

    private void replace(Message message) {
        forget(message.id());
        byId.put(message.id(), message);
        byVisibility.add(message);
    }

    private void forget(String id) {
        Message old = byId.remove(id);
        if (old != null) {
            byVisibility.remove(old);
        }
    }
}
