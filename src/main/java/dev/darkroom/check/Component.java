package dev.darkroom.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What Camel's description of a component says about its endpoints.
 *
 * @param name scheme of its URIs
 * @param canReceive whether a route can start with it
 * @param canSend whether a step can send to it
 * @param lenient whether options that it does not know mean something to it
 * @param options what can be set
 */
record Component(String name, boolean canReceive, boolean canSend, boolean lenient, List<Option> options) {

    private static final ObjectMapper JSON = new ObjectMapper();

    Component {
        options = List.copyOf(options);
    }

    /**
     * @param name of the option
     * @param prefix what names of options start with that belong to this one; empty if there are none
     * @param type of the value
     * @param words values that there are; none means that there are others
     * @param inPath whether it is in front of the question mark
     * @param required whether an endpoint cannot do without
     * @param label groups that it belongs to, such as {@code consumer}
     */
    record Option(
            String name,
            String prefix,
            String type,
            List<String> words,
            boolean inPath,
            boolean required,
            List<String> label) {

        Option {
            words = List.copyOf(words);
            label = List.copyOf(label);
        }

        boolean matches(String written) {
            return name.equals(written) || !prefix.isEmpty() && written.startsWith(prefix);
        }

        boolean isOnlyFor(String side) {
            return label.contains(side) && !label.contains(side.equals("consumer") ? "producer" : "consumer");
        }
    }

    static Component read(String name, URL description) {
        try {
            JsonNode all = JSON.readTree(description);
            JsonNode general = all.path("component");
            List<Option> options = new ArrayList<>();
            all.path("properties").properties().forEach(o -> options.add(option(o.getKey(), o.getValue())));
            return new Component(
                    name,
                    !general.path("producerOnly").asBoolean(),
                    !general.path("consumerOnly").asBoolean(),
                    general.path("lenientProperties").asBoolean(),
                    options);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + description, e);
        }
    }

    private static Option option(String name, JsonNode description) {
        return new Option(
                name,
                description.path("prefix").asText(),
                description.path("type").asText(),
                StreamSupport.stream(description.path("enum").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList(),
                description.path("kind").asText().equals("path"),
                description.path("required").asBoolean(),
                List.of(description.path("label").asText().split(",")));
    }

    Optional<Option> option(String written) {
        return options.stream().filter(option -> option.matches(written)).findFirst();
    }
}
