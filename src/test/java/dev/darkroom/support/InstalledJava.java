package dev.darkroom.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A Java that is newer than the one that runs the tests. */
public final class InstalledJava {

    private InstalledJava() {}

    /**
     * @param oldest its major version, or a newer one
     * @return folder of the command java, of this Java or of one installed beside it
     */
    public static Optional<Path> since(int oldest) throws IOException {
        Path home = Path.of(System.getProperty("java.home"));
        try (Stream<Path> beside = Files.list(home.getParent())) {
            return Stream.concat(Stream.of(home), beside.sorted())
                    .filter(found -> isNewEnough(found, oldest))
                    .map(found -> found.resolve("bin"))
                    .findFirst();
        }
    }

    private static boolean isNewEnough(Path home, int oldest) {
        try (Stream<String> lines = Files.lines(home.resolve("release"))) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll("\\D+", " ").strip().split(" ")[0])
                    .anyMatch(major -> Integer.parseInt(major) >= oldest);
        } catch (IOException noJavaThere) {
            return false;
        }
    }
}
