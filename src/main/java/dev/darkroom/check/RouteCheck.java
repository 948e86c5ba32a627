package dev.darkroom.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds mistakes in the route files of a user, which are to run beside the shipped ones and instead of those that have the same
 * names. Thread-safe; costs about a second to make and little to use.
 */
public final class RouteCheck {

    private final List<RouteFile> shipped;
    private final DslSchema schema;
    private final ClassPath classPath;
    private final EndpointCheck endpoints;
    private final ExpressionCheck expressions;
    private final PlaceholderCheck placeholders;

    /**
     * @param shipped what runs beside
     * @param isSet whether a setting that has no default beside the routes has a value
     * @param loader has the app: the schema, the components and the classes that routes name
     */
    public RouteCheck(ShippedRoutes shipped, Predicate<String> isSet, ClassLoader loader) {
        this.schema = DslSchema.load(loader);
        this.shipped = read(shipped.files(), new Findings());
        this.classPath = new ClassPath(loader);
        this.endpoints = new EndpointCheck(classPath);
        this.expressions = new ExpressionCheck(classPath);
        this.placeholders = new PlaceholderCheck(shipped.settings(), isSet);
    }

    /**
     * @param isSet whether a setting that has no default beside the routes has a value
     * @return a check for this app, with its routes, components and classes
     */
    public static RouteCheck ofApp(Predicate<String> isSet) {
        return ofApp(isSet, RouteCheck.class.getClassLoader());
    }

    /**
     * @param isSet whether a setting that has no default beside the routes has a value
     * @param loader has the app, and other classes that routes may name
     * @return a check for this app, with its routes and components
     */
    public static RouteCheck ofApp(Predicate<String> isSet, ClassLoader loader) {
        return new RouteCheck(ShippedRoutes.load(RouteCheck.class.getClassLoader()), isSet, loader);
    }

    /**
     * @param files content by file name
     * @return what is wrong with them, by file and line; empty if they can be used
     */
    public List<Finding> check(Map<String, String> files) {
        Findings findings = new Findings();
        List<RouteFile> own = read(files, findings);
        // what a file that cannot be read defines is unknown, and so is whether something is missing
        boolean complete = own.size() == files.size();
        List<RouteFile> rest =
                shipped.stream().filter(file -> !files.containsKey(file.name())).toList();
        List<RouteFile> all = Stream.concat(own.stream(), rest.stream()).toList();
        IdCheck ids = new IdCheck(rest);
        EntranceCheck entrances = new EntranceCheck(rest);
        ReferenceCheck references = new ReferenceCheck(classPath, all);
        files.keySet().forEach(name -> checkName(name, findings));
        for (RouteFile file : own) {
            ids.check(file, findings);
            entrances.check(file, findings);
            endpoints.check(file, findings);
            expressions.check(file, findings);
            placeholders.check(file, findings);
            if (complete) {
                references.check(file, findings);
            }
        }
        return findings.sorted();
    }

    /** Camel takes all that follows the first dot for the kind of a file. */
    private static void checkName(String name, Findings findings) {
        String suffix = name.endsWith(ShippedRoutes.SUFFIX) ? ShippedRoutes.SUFFIX : ".yaml";
        String stem = name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
        if (stem.contains(".")) {
            findings.add(
                    name,
                    1,
                    "Camel does not load a file of this name: use no dot but those of " + suffix + ", as in "
                            + stem.replace('.', '-') + suffix);
        }
    }

    private List<RouteFile> read(Map<String, String> files, Findings findings) {
        YamlText yaml = new YamlText();
        List<RouteFile> read = new ArrayList<>();
        new TreeMap<>(files).forEach((name, content) -> yaml.read(name, content, findings)
                .ifPresent(root -> read.add(new Structure(schema, name, findings).read(root))));
        return read;
    }
}
