package dev.darkroom.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * An endpoint that a route names.
 *
 * @param where the text that names it
 * @param scheme in front of the first colon
 * @param rest between that and the options
 * @param options by name, from the URI and from the parameters below it, with the place of each
 * @param receives whether it is where messages come from
 */
record EndpointUse(Node where, String scheme, String rest, Map<String, Option> options, boolean receives) {

    private static final Set<String> RECEIVING =
            Set.of("FromDefinition", "OutputAwareFromDefinition", "RouteFromDefinitionDeserializer", "PollDefinition");
    private static final Set<String> SENDING = Set.of("ToDefinition", "ToDynamicDefinition", "WireTapDefinition");

    EndpointUse {
        options = Map.copyOf(options);
    }

    /** @return what stands in front of the options, also if it is written among the parameters, as one text for all spellings */
    String path() {
        boolean http = scheme.equals("platform-http");
        String parameter = http ? "path" : "name";
        String written = rest.isEmpty() && options.containsKey(parameter)
                ? options.get(parameter).value()
                : rest;
        String plain = written.replaceFirst("^//", "");
        return http && !plain.startsWith("/") ? "/" + plain : plain;
    }

    /** A value, and where it stands. */
    record Option(String value, Node where) {}

    static List<EndpointUse> of(RouteFile file) {
        return file.elements().stream().flatMap(element -> of(element).stream()).toList();
    }

    /** @return the endpoint that an element names; empty if it names none */
    static Optional<EndpointUse> of(Element element) {
        boolean receives = RECEIVING.contains(element.type());
        if (!receives && !SENDING.contains(element.type())) {
            return Optional.empty();
        }
        return element.mainSetting("uri").map(uri -> of(element, uri, receives));
    }

    private static EndpointUse of(Element element, Node where, boolean receives) {
        String uri = Nodes.text(where).orElse("").strip();
        int question = uri.indexOf('?');
        String address = question < 0 ? uri : uri.substring(0, question);
        int colon = address.indexOf(':');
        Map<String, Option> options = new LinkedHashMap<>();
        if (question >= 0) {
            for (String pair : uri.substring(question + 1).split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    options.put(pair.substring(0, equals), new Option(pair.substring(equals + 1), where));
                }
            }
        }
        Nodes.child(element.node(), "parameters").stream()
                .flatMap(parameters -> Nodes.entries(parameters).stream())
                .forEach(entry -> options.put(
                        Nodes.key(entry),
                        new Option(Nodes.text(entry.getValueNode()).orElse(""), entry.getKeyNode())));
        return new EndpointUse(
                where,
                colon < 0 ? address : address.substring(0, colon),
                colon < 0 ? "" : address.substring(colon + 1),
                options,
                receives);
    }
}
