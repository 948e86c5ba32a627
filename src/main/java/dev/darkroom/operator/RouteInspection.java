package dev.darkroom.operator;

import java.util.List;
import java.util.Map;

/** Finds mistakes in route files before any pod gets them. Implementations are thread-safe. */
@FunctionalInterface
public interface RouteInspection {

    /**
     * @param files content by file name
     * @return a line for each mistake, which names file, line and cause; none if the files can be used
     */
    List<String> mistakes(Map<String, String> files);
}
