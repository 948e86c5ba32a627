package dev.darkroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The pictures of {@code bench/make-engine-corpus.sh}; the system property {@code corpus} names their directory. */
final class Corpus {
    private Corpus() {}

    static byte[] read(String name) throws IOException {
        String directory = System.getProperty("corpus");
        if (directory == null) {
            throw new IllegalStateException("-jvmArgsAppend -Dcorpus=DIR must name what make-engine-corpus.sh made");
        }
        return Files.readAllBytes(Path.of(directory, name));
    }
}
