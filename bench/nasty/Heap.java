import dev.darkroom.image.FitOptions;
import dev.darkroom.image.ImageException;
import dev.darkroom.image.ImageFault;
import dev.darkroom.image.Limits;
import dev.darkroom.image.Thumbnailer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells how much heap a picture is said to need ({@code told}, bytes and microseconds that telling took), or fits it twice over
 * ({@code fit}), since the second picture of a process meets what the first left behind.
 */
final class Heap {
    private static final int TIMES_TOLD = 20;

    public static void main(String[] arguments) throws Exception {
        byte[] file = Files.readAllBytes(Path.of(arguments[2]));
        int box = Integer.parseInt(arguments[1]);
        FitOptions options = FitOptions.within(box, box);
        Thumbnailer thumbnailer = new Thumbnailer(Limits.defaults());
        if (arguments[0].equals("told")) {
            tell(thumbnailer, file, options);
        } else {
            System.out.println(fit(thumbnailer, file, options) + ", " + fit(thumbnailer, file, options));
        }
    }

    private static void tell(Thumbnailer thumbnailer, byte[] file, FitOptions options) {
        long needed = 0;
        long start = 0;
        for (int i = 0; i < TIMES_TOLD; i++) {
            start = System.nanoTime();
            needed = thumbnailer.heapNeeded(file, options);
        }
        System.out.println(needed + " " + (System.nanoTime() - start) / 1000 + " " + thumbnailer.mostHeapNeeded(options));
    }

    private static String fit(Thumbnailer thumbnailer, byte[] file, FitOptions options) throws ImageException {
        try {
            return thumbnailer.fit(file, options).format().toString();
        } catch (ImageException e) {
            if (e.fault() == ImageFault.OUT_OF_MEMORY) {
                throw e;
            }
            return e.code();
        }
    }
}
