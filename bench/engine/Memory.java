import dev.darkroom.image.FitOptions;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.Limits;
import dev.darkroom.image.Note;
import dev.darkroom.image.Thumbnail;
import dev.darkroom.image.Thumbnailer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Fits every file given at once, each in a thread of its own that reads it into memory first; three times over, since the
 * second picture of a process meets what the first left behind. Prints the peak of resident memory in MB.
 */
final class Memory {
    private static final int TIMES = 3;

    public static void main(String[] files) throws Exception {
        Thumbnailer thumbnailer = new Thumbnailer(Limits.defaults());
        ExecutorService threads = Executors.newFixedThreadPool(files.length, Memory::daemon);
        for (int i = 0; i < TIMES; i++) {
            List<Future<Thumbnail>> running = new ArrayList<>();
            for (String file : files) {
                running.add(threads.submit(() -> fit(thumbnailer, Path.of(file))));
            }
            for (Future<Thumbnail> thumbnail : running) {
                thumbnail.get();
            }
        }
        System.out.println(peakMegabytes());
    }

    /** A thread that does not keep the process alive when another one fails. */
    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    private static Thumbnail fit(Thumbnailer thumbnailer, Path file) throws Exception {
        FitOptions options = FitOptions.within(400, 400).withFormat(ImageFormat.JPEG);
        Thumbnail thumbnail = thumbnailer.fit(Files.readAllBytes(file), options);
        if (thumbnail.notes().contains(Note.SUBSAMPLED)) {
            throw new IllegalStateException("read at a lower resolution for want of memory");
        }
        return thumbnail;
    }

    private static long peakMegabytes() throws Exception {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        return -1;
    }
}
