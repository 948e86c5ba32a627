package dev.darkroom.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/**
 * The queue of upload events.
 *
 * @param name name of the queue; empty for one made from the upload bucket's name. Its dead-letter queue has {@code -dlq} behind it
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record QueueSpec(
        @Pattern(Patterns.QUEUE)
                @Size(min = 1, max = 76)
                @JsonPropertyDescription(
                        "Name of the SQS queue of upload events; <upload bucket>-events if left out. Its dead-letter queue is"
                                + " <name>-dlq")
                String name) {

    /** Puts in the defaults. */
    public QueueSpec {
        name = Defaults.text(name);
    }

    static QueueSpec defaults() {
        return new QueueSpec(null);
    }
}
