package dev.darkroom.check;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Classes that routes name and that are not the app's: the jars in a directory. */
public final class Libraries {

    /** The setting that names the directory. */
    public static final String SETTING = "darkroom.libraries";

    private Libraries() {}

    /**
     * @param directory where the jars are; empty for none
     * @return knows the classes of the app, and those of the jars. To be kept as long as any of them is in use, and never closed
     * @throws IllegalArgumentException if it is no directory, or has no jars; the message says what to do
     */
    public static ClassLoader loader(String directory) {
        ClassLoader app = Libraries.class.getClassLoader();
        if (directory.isBlank()) {
            return app;
        }
        List<URL> jars = jars(Path.of(directory));
        if (jars.isEmpty()) {
            throw new IllegalArgumentException(SETTING + " is '" + directory
                    + "', and no file there ends in .jar: put one there, or leave " + SETTING + " empty");
        }
        return new URLClassLoader("libraries", jars.toArray(URL[]::new), app);
    }

    /** In the order of their names, so that the same class of two jars is the same one each time. */
    private static List<URL> jars(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException(
                    SETTING + " is '" + directory + "', which is no directory: name the one that has the jars");
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.jar")) {
            files.forEach(found::add);
        } catch (IOException e) {
            throw new IllegalArgumentException(SETTING + ": " + directory + " cannot be listed: " + e, e);
        }
        Collections.sort(found);
        return found.stream().map(Libraries::url).toList();
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("There is no URL of " + jar, e);
        }
    }
}
