package dev.darkroom.app;

import dev.darkroom.check.Finding;
import dev.darkroom.check.RouteCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is in route files of one's own.
 *
 * @param files content by file name
 * @param unreadable a line for each file that is no text
 */
record RouteTexts(Map<String, String> files, List<String> unreadable) {

    /** No files. */
    static final RouteTexts NONE = new RouteTexts(Map.of(), List.of());

    RouteTexts {
        files = Map.copyOf(files);
        unreadable = List.copyOf(unreadable);
    }

    /** @param files where they are, by name */
    static RouteTexts read(Map<String, Path> files) {
        Map<String, String> contents = new TreeMap<>();
        List<String> unreadable = new ArrayList<>();
        files.forEach((name, file) -> {
            try {
                contents.put(name, Files.readString(file));
            } catch (IOException e) {
                unreadable.add(name + ":1: cannot be read as text in UTF-8: " + e.getMessage());
            }
        });
        return new RouteTexts(contents, unreadable);
    }

    /** @return what is wrong with the files, a line for each mistake */
    List<String> mistakes(RouteCheck check) {
        List<String> mistakes = new ArrayList<>(unreadable);
        check.check(files).stream().map(Finding::text).forEach(mistakes::add);
        return mistakes;
    }
}
