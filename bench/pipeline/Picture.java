package dev.darkroom.bench.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A file of a mix. */
record Picture(String name, byte[] content) {

    /** @return the files of a directory, in the order of their names */
    static List<Picture> mix(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> sorted = files.sorted().toList();
            Picture[] pictures = new Picture[sorted.size()];
            for (int i = 0; i < pictures.length; i++) {
                pictures[i] = new Picture(sorted.get(i).getFileName().toString(), Files.readAllBytes(sorted.get(i)));
            }
            return List.of(pictures);
        }
    }

    String contentType() {
        return name.endsWith(".png") ? "image/png" : "image/jpeg";
    }
}
