package dev.darkroom.bench.pipeline;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was asked for.
 *
 * @param scenario its name
 * @param corpus pictures, a folder for each mix
 * @param rounds how often each worker is measured
 * @param scale of the numbers of uploads
 * @param only parts of the names of the workers that are measured; none for all
 * @param java17 command
 * @param java25 command
 * @param javaOptions more options of Darkroom's Java
 * @param out file for the tables
 * @param logs folder for what the workers print
 */
record Options(
        String scenario,
        Path corpus,
        int rounds,
        double scale,
        List<String> only,
        String java17,
        String java25,
        List<String> javaOptions,
        Path out,
        Path logs) {

    static final String USAGE = """
            Usage: bench/pipeline.sh compare|hide|burst CORPUS [--rounds 3] [--scale 1] [--only NAME,...]
                   [--java17 java] [--java25 java] [--java "OPTIONS"] [--out FILE]""";

    /** @throws IllegalArgumentException if they make no sense */
    static Options parse(List<String> arguments) {
        if (arguments.size() < 2) {
            throw new IllegalArgumentException("Scenario and corpus are missing");
        }
        Map<String, String> given = new TreeMap<>(Map.of(
                "--rounds", "3", "--scale", "1", "--only", "", "--java17", "java", "--java25", "java", "--java", ""));
        given.put("--out", "");
        Iterator<String> rest = arguments.subList(2, arguments.size()).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            if (!given.containsKey(option) || !rest.hasNext()) {
                throw new IllegalArgumentException("Unknown or without value: " + option);
            }
            given.put(option, rest.next());
        }
        return new Options(
                arguments.get(0),
                Path.of(arguments.get(1)),
                Integer.parseInt(given.get("--rounds")),
                Double.parseDouble(given.get("--scale")),
                words(given.get("--only"), ","),
                given.get("--java17"),
                given.get("--java25"),
                words(given.get("--java"), " "),
                Path.of(given.get("--out").isEmpty() ? "target/pipeline/" + arguments.get(0) + ".md" : given.get("--out")),
                Path.of("target/pipeline"));
    }

    /** @return so many uploads, times the scale */
    int uploads(int number) {
        return (int) (number * scale);
    }

    private static List<String> words(String text, String separator) {
        return text.isEmpty() ? List.of() : List.of(text.split(separator));
    }
}
