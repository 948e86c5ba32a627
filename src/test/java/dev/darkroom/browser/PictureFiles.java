package dev.darkroom.browser;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Files for visitors to upload. */
final class PictureFiles {

    private final Path folder;

    PictureFiles(Path folder) {
        this.folder = folder;
    }

    /** @return a landscape as a JPEG of some 100 KB */
    Path picture(String name) {
        return file(name, jpeg(Scene.thumbnail(name.hashCode())));
    }

    /** @return as many different ones, {@code photo-1.jpg} first */
    List<Path> pictures(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> picture("photo-" + i + ".jpg"))
                .toList();
    }

    /** @return a picture with bytes behind its end, so that it takes long to upload */
    Path heavyPicture(String name, int bytes) {
        Path file = picture(name);
        resize(file, bytes);
        return file;
    }

    /** @return a file of zeros that takes no room on the disk */
    Path sparse(String name, long bytes) {
        Path file = file(name, new byte[0]);
        resize(file, bytes);
        return file;
    }

    /** @return a file that is no picture, whatever its name */
    Path text(String name) {
        return file(name, "This is no picture.\n".repeat(200).getBytes(StandardCharsets.UTF_8));
    }

    /** @return what starts as a photo of an iPhone does */
    Path heic(String name) {
        byte[] content = new byte[4096];
        byte[] start = "\0\0\0\u0018ftypheic\0\0\0\0mif1heic".getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(start, 0, content, 0, start.length);
        return file(name, content);
    }

    static byte[] jpeg(BufferedImage picture) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "jpeg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void resize(Path file, long bytes) {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String name, byte[] content) {
        try {
            return Files.write(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
