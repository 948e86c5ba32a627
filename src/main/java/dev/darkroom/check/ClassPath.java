package dev.darkroom.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** What Camel's own files on the class path tell about the parts of Camel that there are. Classes are looked up, never loaded. */
final class ClassPath {

    private static final String SERVICES = "META-INF/services/org/apache/camel/";

    private final ClassLoader loader;

    ClassPath(ClassLoader loader) {
        this.loader = loader;
    }

    ClassLoader loader() {
        return loader;
    }

    /** @param kind {@code component}, {@code language} or {@code dataformat} */
    boolean has(String kind, String name) {
        return isWord(name) && loader.getResource(SERVICES + kind + "/" + name) != null;
    }

    /** @return the names of all parts of a kind, in order */
    Set<String> names(String kind) {
        Set<String> names = new TreeSet<>();
        try {
            for (URL url : Collections.list(loader.getResources(SERVICES + kind + ".properties"))) {
                String listed = properties(url).getProperty(kind + "s", "");
                Arrays.stream(listed.split("\\s+"))
                        .filter(name -> has(kind, name))
                        .forEach(names::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read Camel's lists on the class path", e);
        }
        return names;
    }

    /** @return where the description of a component is, which lies beside its class */
    Optional<URL> description(String component) {
        if (!has("component", component)) {
            return Optional.empty();
        }
        try {
            String type = properties(loader.getResource(SERVICES + "component/" + component))
                    .getProperty("class", "");
            String directory = type.substring(0, type.lastIndexOf('.') + 1).replace('.', '/');
            return Optional.ofNullable(loader.getResource("META-INF/" + directory + component + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the description of " + component, e);
        }
    }

    boolean hasClass(String name) {
        String file = name.replace('.', '/');
        return loader.getResource(file + ".class") != null
                // a nested class may be written like one of a package
                || file.contains("/") && loader.getResource(nested(file) + ".class") != null;
    }

    private static String nested(String file) {
        int last = file.lastIndexOf('/');
        return file.substring(0, last) + "$" + file.substring(last + 1);
    }

    private static boolean isWord(String name) {
        return name.matches("[\\w.+-]+");
    }

    private static Properties properties(URL url) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = url.openStream()) {
            properties.load(in);
        }
        return properties;
    }
}
