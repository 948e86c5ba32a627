package dev.darkroom.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Compares endpoints with what their components can do. */
final class EndpointCheck {

    private final Map<String, Component> components = new TreeMap<>();

    EndpointCheck(ClassPath classPath) {
        for (String name : classPath.names("component")) {
            classPath
                    .description(name)
                    .ifPresent(description -> components.put(name, Component.read(name, description)));
        }
    }

    void check(RouteFile file, Findings findings) {
        for (EndpointUse use : EndpointUse.of(file)) {
            if (isFixed(use.scheme())) {
                Optional.ofNullable(components.get(use.scheme()))
                        .ifPresentOrElse(
                                component -> check(file, use, component, findings),
                                () -> findings.add(file.name(), use.where(), unknownComponent(use.scheme())));
            }
        }
    }

    private String unknownComponent(String scheme) {
        String hint = Spelling.hint(scheme, components.keySet());
        return "there is no component '" + scheme + "'"
                + (hint.isEmpty() ? "; there are " + String.join(", ", components.keySet()) : hint);
    }

    private static void check(RouteFile file, EndpointUse use, Component component, Findings findings) {
        if (use.receives() && !component.canReceive()) {
            findings.add(file.name(), use.where(), component.name() + " only sends: a route cannot start with it");
        }
        if (!use.receives() && !component.canSend()) {
            findings.add(file.name(), use.where(), component.name() + " only receives: no step can send to it");
        }
        use.options().forEach((name, option) -> mistake(use, component, name, option.value())
                .ifPresent(mistake -> findings.add(file.name(), option.where(), mistake)));
        component.options().stream()
                .filter(option -> option.required() && !isGiven(option, use))
                .forEach(option -> findings.add(
                        file.name(), use.where(), component.name() + " lacks the option '" + option.name() + "'"));
    }

    private static boolean isGiven(Component.Option option, EndpointUse use) {
        return option.inPath() && !use.rest().isEmpty()
                || use.options().keySet().stream().anyMatch(option::matches);
    }

    private static Optional<String> mistake(EndpointUse use, Component component, String name, String value) {
        Optional<Component.Option> known = component.option(name);
        if (known.isEmpty()) {
            List<String> names =
                    component.options().stream().map(Component.Option::name).toList();
            return component.lenient() || !isFixed(name)
                    ? Optional.empty()
                    : Optional.of(component.name() + " has no option '" + name + "'" + Spelling.hint(name, names));
        }
        Component.Option option = known.get();
        if (option.isOnlyFor(use.receives() ? "producer" : "consumer")) {
            return Optional.of("the option '" + name + "' of " + component.name() + " is for "
                    + (use.receives() ? "sending: it cannot be used in 'from'" : "'from': no step can use it"));
        }
        return isFixed(value) ? wrongValue(component, option, name, value) : Optional.empty();
    }

    private static Optional<String> wrongValue(
            Component component, Component.Option option, String name, String value) {
        String start = "the option '" + name + "' of " + component.name() + " is '" + value + "': ";
        if (!option.words().isEmpty()) {
            return option.words().stream().anyMatch(value::equalsIgnoreCase)
                    ? Optional.empty()
                    : Optional.of(start + "use one of " + String.join(", ", option.words())
                            + Spelling.hint(value, option.words()));
        }
        return Values.mistake(option.type(), value).map(start::concat);
    }

    /** Anything else is known only when the route runs. */
    private static boolean isFixed(String text) {
        return !text.contains("{{") && !text.contains("${") && !text.startsWith("#") && !text.startsWith("RAW(");
    }
}
