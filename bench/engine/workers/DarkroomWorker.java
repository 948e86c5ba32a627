import dev.darkroom.image.FitOptions;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.Limits;
import dev.darkroom.image.Thumbnailer;

/** Darkroom's engine. */
final class DarkroomWorker extends Worker {
    private final Thumbnailer thumbnailer = new Thumbnailer(Limits.defaults());

    public static void main(String[] args) throws Exception {
        new DarkroomWorker().serve();
    }

    @Override
    byte[] fit(byte[] file, String format) throws Exception {
        FitOptions options = FitOptions.within(400, 400);
        return thumbnailer
                .fit(file, switch (format) {
                    case "jpeg" -> options.withFormat(ImageFormat.JPEG);
                    case "png" -> options.withFormat(ImageFormat.PNG);
                    default -> options;
                })
                .content();
    }
}
