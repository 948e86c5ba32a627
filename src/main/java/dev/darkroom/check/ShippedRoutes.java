package dev.darkroom.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The routes of the app itself, from its class path.
 *
 * @param files content by name
 * @param settings the settings that have defaults beside the routes
 */
public record ShippedRoutes(Map<String, String> files, Set<String> settings) {

    /** How the names of route files end. */
    public static final String SUFFIX = ".camel.yaml";

    private static final String DIRECTORY = "routes/";
    private static final List<String> SETTINGS = List.of("application.properties", "application-dev.properties");

    /** Keeps copies. */
    public ShippedRoutes {
        files = Map.copyOf(files);
        settings = Set.copyOf(settings);
    }

    /**
     * @param loader has the app
     * @throws IllegalStateException if it has no routes
     */
    public static ShippedRoutes load(ClassLoader loader) {
        try {
            Map<String, String> files = new TreeMap<>();
            for (String name : names(loader)) {
                files.put(name, text(url(loader, name)));
            }
            Set<String> settings = new TreeSet<>();
            for (String name : SETTINGS) {
                Properties properties = new Properties();
                try (InputStream in = url(loader, name).openStream()) {
                    properties.load(in);
                }
                settings.addAll(properties.stringPropertyNames());
            }
            return new ShippedRoutes(files, settings);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the routes of the app", e);
        }
    }

    /**
     * @param loader has the app
     * @return the names of the route files
     * @throws UncheckedIOException if they cannot be read
     */
    public static Set<String> names(ClassLoader loader) {
        try {
            // a jar need not list its directories, but this file is always there
            URL known = url(loader, SETTINGS.get(0));
            URLConnection connection = known.openConnection();
            try (Stream<String> names = connection instanceof JarURLConnection jar
                    ? inJar(jar.getJarFile())
                    : inDirectory(Path.of(URI.create(known.toString())).getParent())) {
                return new TreeSet<>(names.filter(name -> name.endsWith(SUFFIX)).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the routes of the app", e);
        }
    }

    private static Stream<String> inJar(JarFile jar) {
        return jar.stream()
                .map(entry -> entry.getName())
                .filter(name -> name.startsWith(DIRECTORY))
                .map(name -> name.substring(DIRECTORY.length()));
    }

    private static Stream<String> inDirectory(Path directory) throws IOException {
        return Files.list(directory).map(file -> file.getFileName().toString());
    }

    /**
     * @param name of a route file of the app
     * @return where Camel finds it
     */
    public static String location(String name) {
        return "classpath:" + DIRECTORY + name;
    }

    private static URL url(ClassLoader loader, String name) {
        return Optional.ofNullable(loader.getResource(DIRECTORY + name))
                .orElseThrow(() -> new IllegalStateException(DIRECTORY + name + " is missing from the class path"));
    }

    private static String text(URL url) throws IOException {
        try (InputStream in = url.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
