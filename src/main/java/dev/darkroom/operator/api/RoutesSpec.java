package dev.darkroom.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/**
 * Own routes.
 *
 * @param configMap name of a ConfigMap in the Gallery's namespace whose keys {@code *.camel.yaml} are route files; empty for none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RoutesSpec(
        @Pattern(Patterns.OBJECT_NAME)
                @Size(max = 253)
                @JsonPropertyDescription(
                        "ConfigMap in this namespace whose keys *.camel.yaml are Camel routes: one with the name of a route"
                                + " file that comes along replaces it, any other is added")
                String configMap) {

    /** Puts in the defaults. */
    public RoutesSpec {
        configMap = Defaults.text(configMap);
    }

    static RoutesSpec none() {
        return new RoutesSpec(null);
    }
}
