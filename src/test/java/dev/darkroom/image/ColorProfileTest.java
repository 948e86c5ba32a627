package dev.darkroom.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The profile of linear light is as unlike sRGB as a profile can be: 100 of 255 there is 168 here. */
class ColorProfileTest {
    private static final FitOptions BOX = FitOptions.within(60, 60);
    private static final byte[] LINEAR =
            ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();

    private final Thumbnailer thumbnailer = new Thumbnailer(Limits.defaults());

    @Test
    void shouldConvertProfilesOfJpeg() throws ImageException {
        assertConverted(Containers.jpegWithProfile(Pictures.jpeg(flat()), LINEAR, 60_000), 6);
    }

    @Test
    void shouldJoinProfilesThatAreSplitOverSegments() throws ImageException {
        assertConverted(Containers.jpegWithProfile(Pictures.jpeg(flat()), LINEAR, 100), 6);
    }

    @Test
    void shouldConvertProfilesOfPng() throws ImageException {
        assertConverted(Containers.pngWithProfile(Pictures.png(flat()), LINEAR), 1);
    }

    @Test
    void shouldConvertProfilesOfTiff() throws ImageException {
        assertConverted(Containers.tiffWithProfile(flat(), LINEAR), 6);
    }

    @Test
    void shouldNotWriteTheProfile() throws ImageException {
        Thumbnail thumbnail = thumbnailer.fit(Containers.pngWithProfile(Pictures.png(flat()), LINEAR), BOX);

        assertThat(Containers.indexOf(thumbnail.content(), 'i', 'C', 'C', 'P')).isNegative();
    }

    @Test
    void shouldIgnoreADamagedProfileAndSaySo() throws ImageException {
        assertIgnored(Containers.pngWithProfile(Pictures.png(flat()), Arrays.copyOf(LINEAR, 100)));
        assertIgnored(Containers.pngWithProfile(Pictures.png(flat()), new byte[0]));
        assertIgnored(Containers.pngWithChunk(Pictures.png(flat()), "iCCP", new byte[] {'x', 0, 0, 1, 2, 3}));
        assertIgnored(Containers.jpegWithProfile(Pictures.jpeg(flat()), new byte[500], 200));
    }

    @Test
    void shouldIgnoreAProfileForAnotherKindOfPicture() throws ImageException {
        byte[] grey = ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();

        assertIgnored(Containers.pngWithProfile(Pictures.png(flat()), grey));
    }

    /** A few kilobytes of deflate can hold a gigabyte. */
    @Test
    void shouldNotInflateAProfileWithoutEnd() throws ImageException {
        assertIgnored(Containers.pngWithProfile(Pictures.png(flat()), new byte[20_000_000]));
    }

    private void assertConverted(byte[] file, int tolerance) throws ImageException {
        Thumbnail thumbnail = thumbnailer.fit(file, BOX);

        assertThat(thumbnail.notes()).isEmpty();
        Pictures.assertPixel(Pictures.decode(thumbnail), 30, 20, 0xe4a8a8, tolerance);
    }

    private void assertIgnored(byte[] file) throws ImageException {
        Thumbnail thumbnail = thumbnailer.fit(file, BOX);

        assertThat(thumbnail.notes()).containsExactly(Note.PROFILE_IGNORED);
        Pictures.assertPixel(Pictures.decode(thumbnail), 30, 20, 0xc86464, 4);
    }

    private static BufferedImage flat() {
        BufferedImage image = new BufferedImage(120, 80, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < 80; y++) {
            for (int x = 0; x < 120; x++) {
                image.setRGB(x, y, 0xc86464);
            }
        }
        return image;
    }
}
