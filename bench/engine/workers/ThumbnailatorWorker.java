import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import net.coobird.thumbnailator.Thumbnails;

/** Thumbnailator, as its documentation shows. */
final class ThumbnailatorWorker extends Worker {
    public static void main(String[] args) throws Exception {
        new ThumbnailatorWorker().serve();
    }

    @Override
    byte[] fit(byte[] file, String format) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        var thumbnail = Thumbnails.of(new ByteArrayInputStream(file)).size(400, 400);
        switch (format) {
            case "jpeg" ->
                thumbnail.imageType(BufferedImage.TYPE_INT_RGB).outputFormat("jpg").outputQuality(0.85);
            case "png" -> thumbnail.outputFormat("png");
            default -> throw new UnsupportedOperationException("first frame only");
        }
        thumbnail.toOutputStream(out);
        return out.toByteArray();
    }
}
