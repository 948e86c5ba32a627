package dev.darkroom.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.image.raster.Plane;
import java.awt.image.BufferedImage;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected corners follow from the Exif standard: where row 0 and column 0 of the stored picture are to be seen. */
class OrientationTest {
    private static final int RED = 0xff0000;
    private static final int GREEN = 0x00ff00;
    private static final int BLUE = 0x0000ff;
    private static final int YELLOW = 0xffff00;

    private final Thumbnailer thumbnailer = new Thumbnailer(Limits.defaults());

    /** Stored: red and green above, blue and yellow below, 120 x 80. Listed: upper left, upper right, lower left. */
    @ParameterizedTest
    @CsvSource({
        "1, RED, GREEN, BLUE",
        "2, GREEN, RED, YELLOW",
        "3, YELLOW, BLUE, GREEN",
        "4, BLUE, YELLOW, RED",
        "5, RED, BLUE, GREEN",
        "6, BLUE, RED, YELLOW",
        "7, YELLOW, GREEN, BLUE",
        "8, GREEN, YELLOW, RED",
        "0, RED, GREEN, BLUE",
        "9, RED, GREEN, BLUE"
    })
    void shouldTurnPicturesUpright(int tag, String upperLeft, String upperRight, String lowerLeft)
            throws ImageException {
        BufferedImage stored = Pictures.quarters(120, 80);
        byte[] little = Containers.exif(tag, ByteOrder.LITTLE_ENDIAN);
        byte[] big = Containers.exif(tag, ByteOrder.BIG_ENDIAN);
        byte[] webp = Pictures.resource("webp-lossy.webp");
        for (byte[] file : new byte[][] {
            Containers.jpegWithExif(Pictures.jpeg(stored), little),
            Containers.jpegWithExif(Pictures.jpeg(stored), big),
            Containers.pngWithChunk(Pictures.png(stored), "eXIf", big),
            Containers.tiffWithOrientation(stored, tag),
            Containers.webpWithExif(webp, 120, 80, little)
        }) {
            Thumbnail thumbnail = thumbnailer.fit(file, FitOptions.within(60, 60));

            boolean turned = tag >= 5 && tag <= 8;
            assertThat(thumbnail.width()).isEqualTo(turned ? 40 : 60);
            assertThat(thumbnail.height()).isEqualTo(turned ? 60 : 40);
            BufferedImage actual = Pictures.decode(thumbnail);
            Pictures.assertPixel(actual, 8, 8, color(upperLeft), 60);
            Pictures.assertPixel(actual, thumbnail.width() - 8, 8, color(upperRight), 60);
            Pictures.assertPixel(actual, 8, thumbnail.height() - 8, color(lowerLeft), 60);
        }
    }

    /**
     * Stored: ABC above DEF. The Exif standard says of each tag where row 0 and column 0 of what is stored are to be seen: 1 top
     * and left, 2 top and right, 3 bottom and right, 4 bottom and left, 5 left and top, 6 right and top, 7 right and bottom,
     * 8 left and bottom.
     */
    @ParameterizedTest
    @CsvSource({
        "1, ABC DEF",
        "2, CBA FED",
        "3, FED CBA",
        "4, DEF ABC",
        "5, AD BE CF",
        "6, DA EB FC",
        "7, FC EB DA",
        "8, CF BE AD"
    })
    void shouldTurnSamplesUpright(int tag, String upright) {
        String[] rows = upright.split(" ");
        String letters = String.join("", rows);
        Orientation orientation = Orientation.ofTag(tag);

        Plane plane = orientation.apply(new Plane(3, 2, new float[] {'A', 'B', 'C', 'D', 'E', 'F'}));
        byte[] bytes = orientation.apply("ABCDEF".getBytes(StandardCharsets.US_ASCII), new Size(3, 2));
        byte[] pairs = orientation.apply("AaBbCcDdEeFf".getBytes(StandardCharsets.US_ASCII), new Size(3, 2));

        assertThat(orientation.apply(new Size(3, 2))).isEqualTo(new Size(rows[0].length(), rows.length));
        assertThat(plane.width()).isEqualTo(rows[0].length());
        assertThat(plane.height()).isEqualTo(rows.length);
        for (int i = 0; i < 6; i++) {
            assertThat(plane.samples()[i]).isEqualTo(letters.charAt(i));
        }
        assertThat(new String(bytes, StandardCharsets.US_ASCII)).isEqualTo(letters);
        assertThat(new String(pairs, StandardCharsets.US_ASCII)).isEqualTo(withSmallLetters(letters));
    }

    @Test
    void shouldIgnoreExifThatPointsOutOfItself() throws ImageException {
        byte[] hostile = Containers.exif(6, ByteOrder.LITTLE_ENDIAN);
        hostile[4] = (byte) 0xf0;
        hostile[7] = (byte) 0xff;

        Thumbnail thumbnail = thumbnailer.fit(
                Containers.jpegWithExif(Pictures.jpeg(Pictures.quarters(120, 80)), hostile), FitOptions.within(60, 60));

        assertThat(thumbnail.width()).isEqualTo(60);
    }

    @Test
    void shouldFitIntoTheBoxAsSeenUpright() throws ImageException {
        byte[] sideways = Containers.jpegWithExif(
                Pictures.jpeg(Pictures.quarters(120, 80)), Containers.exif(6, ByteOrder.BIG_ENDIAN));

        Thumbnail thumbnail = thumbnailer.fit(sideways, FitOptions.within(100, 30));

        assertThat(thumbnail.width()).isEqualTo(20);
        assertThat(thumbnail.height()).isEqualTo(30);
        assertThat(thumbnail.source().width()).isEqualTo(120);
    }

    private static String withSmallLetters(String letters) {
        StringBuilder pairs = new StringBuilder();
        for (char letter : letters.toCharArray()) {
            pairs.append(letter).append(Character.toLowerCase(letter));
        }
        return pairs.toString();
    }

    private static int color(String name) {
        return switch (name) {
            case "RED" -> RED;
            case "GREEN" -> GREEN;
            case "BLUE" -> BLUE;
            case "YELLOW" -> YELLOW;
            default -> throw new IllegalArgumentException(name);
        };
    }
}
