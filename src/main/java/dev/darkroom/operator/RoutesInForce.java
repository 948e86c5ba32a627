package dev.darkroom.operator;

import java.util.List;
import java.util.Map;

/**
 * The routes of its own that a gallery runs.
 *
 * @param files content by file name: the wanted ones, or those from before if the wanted ones have mistakes
 * @param mistakes what is wrong with the wanted ones, a line for each; none if nothing is
 */
record RoutesInForce(Map<String, String> files, List<String> mistakes) {

    RoutesInForce {
        files = Map.copyOf(files);
        mistakes = List.copyOf(mistakes);
    }
}
