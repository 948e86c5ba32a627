package dev.darkroom.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What may stand in a place of a route file.
 *
 * @param type Camel's name of what stands there; empty if it has none
 * @param text what a text has to be; empty if it must not be text
 * @param takesSettings whether it may be a mapping
 * @param properties the settings that there are; none means that any are allowed
 * @param required settings that must be there
 * @param choices settings of which one excludes the others
 * @param single whether only one setting may be given
 * @param items what its items are; empty if it is no list
 */
record Shape(
        String type,
        Optional<JsonNode> text,
        boolean takesSettings,
        Map<String, JsonNode> properties,
        Set<String> required,
        List<Choice> choices,
        boolean single,
        Optional<JsonNode> items) {

    Shape {
        properties = Map.copyOf(properties);
        required = Set.copyOf(required);
        choices = List.copyOf(choices);
    }

    /**
     * @param names settings that exclude each other
     * @param optional whether none of them is fine, too
     */
    record Choice(Set<String> names, boolean optional) {

        Choice {
            names = Set.copyOf(names);
        }
    }
}
