package dev.darkroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteLookTest {

    @TempDir
    Path directory;

    private final List<Map<String, String>> taken = new ArrayList<>();
    private RouteLook look;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(directory.resolve("a.camel.yaml"), "one");
        look = lookAt(directory);
    }

    @Test
    void shouldTakeAChangeWhenItIsComplete() throws IOException {
        look.take();
        look.take();
        assertThat(taken).as("nothing has changed").isEmpty();

        Files.writeString(directory.resolve("a.camel.yaml"), "tw");
        look.take();
        Files.writeString(directory.resolve("a.camel.yaml"), "two");
        look.take();
        assertThat(taken).as("the file still grows").isEmpty();
        look.take();
        look.take();
        assertThat(taken).containsExactly(Map.of("a.camel.yaml", "two"));
    }

    @Test
    void shouldSeeFilesThatComeAndGo() throws IOException {
        Files.writeString(directory.resolve("b.camel.yaml"), "b");
        Files.writeString(directory.resolve("notes.txt"), "no route");
        lookTwice();
        Files.delete(directory.resolve("a.camel.yaml"));
        lookTwice();
        Files.delete(directory.resolve("b.camel.yaml"));
        lookTwice();

        assertThat(taken)
                .containsExactly(
                        Map.of("a.camel.yaml", "one", "b.camel.yaml", "b"), Map.of("b.camel.yaml", "b"), Map.of());
    }

    @Test
    void shouldTellOfARefusedContentOnlyOnce() throws IOException {
        Files.writeString(directory.resolve("a.camel.yaml"), "broken");
        lookTwice();
        lookTwice();
        assertThat(taken).hasSize(1);

        Files.writeString(directory.resolve("a.camel.yaml"), "one");
        lookTwice();
        assertThat(taken).as("again what runs").hasSize(2);
    }

    @Test
    void shouldNoticeContentOfTheSameLengthAndTime() throws IOException {
        Path file = directory.resolve("a.camel.yaml");
        var written = Files.getLastModifiedTime(file);
        Files.writeString(file, "eno");
        Files.setLastModifiedTime(file, written);
        lookTwice();

        assertThat(taken).containsExactly(Map.of("a.camel.yaml", "eno"));
    }

    /** As Kubernetes does it: the files are links into ..data, which is a link to a directory that is exchanged. */
    @Test
    void shouldNoticeThatAConfigMapWasExchanged() throws IOException {
        Path mount = Files.createDirectory(directory.resolve("mount"));
        Path first = Files.createDirectory(mount.resolve("..2026_first"));
        Path second = Files.createDirectory(mount.resolve("..2026_second"));
        Files.writeString(first.resolve("a.camel.yaml"), "first");
        Files.writeString(second.resolve("a.camel.yaml"), "second");
        Files.createSymbolicLink(mount.resolve("..data"), first.getFileName());
        Files.createSymbolicLink(mount.resolve("a.camel.yaml"), Path.of("..data/a.camel.yaml"));
        look = lookAt(mount);

        Files.createSymbolicLink(mount.resolve("..data_tmp"), second.getFileName());
        Files.move(
                mount.resolve("..data_tmp"),
                mount.resolve("..data"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        lookTwice();

        assertThat(taken).containsExactly(Map.of("a.camel.yaml", "second"));
    }

    @Test
    void shouldKeepWhatRunsWhileTheDirectoryIsAway() throws IOException {
        Path moved = directory.resolveSibling(directory.getFileName() + "-away");
        Files.move(directory, moved);
        lookTwice();
        assertThat(taken).isEmpty();

        Files.move(moved, directory);
        Files.writeString(directory.resolve("a.camel.yaml"), "two");
        lookTwice();
        assertThat(taken).containsExactly(Map.of("a.camel.yaml", "two"));
    }

    @Test
    void shouldNotTakeAFileThatGoesWhileItIsRead() {
        RouteTexts half = new RouteTexts(Map.of(), List.of("a.camel.yaml:1: cannot be read"));
        List<RouteTexts> answers =
                new ArrayList<>(List.of(half, new RouteTexts(Map.of("a.camel.yaml", "one"), List.of())));
        look = new RouteLook(
                () -> answers.remove(0), Map.of("a.camel.yaml", "one"), () -> texts -> taken.add(texts.files()));
        lookTwice();

        assertThat(taken).isEmpty();
    }

    private void lookTwice() {
        look.take();
        look.take();
    }

    private RouteLook lookAt(Path place) throws IOException {
        RoutePlace named = RoutePlace.named(place.toString()).orElseThrow();
        return new RouteLook(named::read, named.read().files(), () -> texts -> taken.add(texts.files()));
    }
}
