package dev.darkroom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.darkroom.image.color.ColorKind;
import dev.darkroom.image.color.ColorTransform;
import dev.darkroom.image.jpeg.JpegColor;
import dev.darkroom.image.raster.Plane;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ColorConversionTest {
    private static final ColorTransform LINEAR =
            ColorTransform.ofGamma(1, ColorKind.RGB).orElseThrow();

    private final Set<Note> notes = EnumSet.noneOf(Note.class);

    /** The primaries in the integers of ITU-T T.871, 7. */
    @Test
    void shouldResolveYcbcr() {
        assertColor(planes(JpegColor.YCBCR, 76, 85, 255), 1, 254, 0, 0);
        assertColor(planes(JpegColor.YCBCR, 150, 44, 21), 1, 0, 255, 1);
        assertColor(planes(JpegColor.YCBCR, 29, 255, 107), 1, 0, 0, 254);
        assertColor(planes(JpegColor.YCBCR, 77, 128, 128), 0, 77, 77, 77);
    }

    @Test
    void shouldTakeInkOfJpegAsAdobeStoresIt() {
        assertColor(planes(JpegColor.CMYK, 255, 255, 255, 255), 0, 255, 255, 255);
        assertColor(planes(JpegColor.CMYK, 0, 255, 255, 255), 0, 0, 255, 255);
        assertColor(planes(JpegColor.CMYK, 255, 255, 255, 100), 0, 100, 100, 100);
        assertColor(planes(JpegColor.CMYK, 128, 255, 64, 200), 1, 100, 200, 50);
        assertColor(planes(JpegColor.YCCK, 0, 128, 128, 255), 0, 255, 255, 255);
        assertColor(planes(JpegColor.YCCK, 76, 85, 255, 255), 1, 1, 255, 255);
    }

    @Test
    void shouldConvertPlanesAsInterleavedSamples() {
        assertSame(JpegColor.GREY, SampleLayout.GREY, Optional.empty());
        assertSame(JpegColor.RGB, SampleLayout.RGB, Optional.empty());
        assertSame(JpegColor.RGB, SampleLayout.RGB, Optional.of(LINEAR));
        assertSame(JpegColor.GREY, SampleLayout.GREY, ColorTransform.ofGamma(1, ColorKind.GREY));
    }

    @Test
    void shouldTransformColoursThatAreDividedByAlpha() {
        float[] half = {50, 25, 0, 127.5f};

        FinishedPicture picture =
                ColorConversion.toSrgb(new Samples(half, new Size(1, 1), SampleLayout.RGB_ALPHA), Optional.of(LINEAR));

        assertColor(picture.rgb(), 1, 168, 122, 0);
        assertThat(picture.alpha().orElseThrow()).containsExactly((byte) 128);
    }

    @Test
    void shouldHaveNothingToDoWithoutAProfileOrWithThatOfSrgb() {
        byte[] srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

        assertThat(ColorConversion.transform(Optional.empty(), ColorKind.RGB, notes::add))
                .isEmpty();
        assertThat(ColorConversion.transform(Optional.of(srgb), ColorKind.RGB, notes::add))
                .isEmpty();
        assertThat(ColorConversion.transform(Optional.of(srgb), ColorKind.GREY, notes::add))
                .isEmpty();
        assertThat(notes).isEmpty();
    }

    @Test
    void shouldSayThatAProfileIsIgnored() {
        byte[] srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

        assertThat(ColorConversion.transform(Optional.of(srgb), ColorKind.CMYK, notes::add))
                .isEmpty();
        assertThat(notes).containsExactly(Note.PROFILE_IGNORED);
    }

    private static void assertSame(JpegColor color, SampleLayout layout, Optional<ColorTransform> transform) {
        int channels = layout.channels();
        Size size = new Size(16, 16);
        float[] interleaved = new float[256 * channels];
        List<Plane> planes = new ArrayList<>();
        for (int channel = 0; channel < channels; channel++) {
            float[] plane = new float[256];
            for (int i = 0; i < 256; i++) {
                plane[i] = (i * (7 + 4 * channel) + channel * 50) % 290 - 15;
                interleaved[i * channels + channel] = plane[i];
            }
            planes.add(new Plane(16, 16, plane));
        }

        FinishedPicture fromPlanes = ColorConversion.toSrgb(planes, color, transform);
        FinishedPicture fromSamples = ColorConversion.toSrgb(new Samples(interleaved, size, layout), transform);

        assertThat(fromPlanes.size()).isEqualTo(size);
        assertThat(fromPlanes.rgb()).isEqualTo(fromSamples.rgb());
    }

    private static byte[] planes(JpegColor color, float... samples) {
        List<Plane> planes = new ArrayList<>();
        for (float sample : samples) {
            planes.add(new Plane(1, 1, new float[] {sample}));
        }
        return ColorConversion.toSrgb(planes, color, Optional.empty()).rgb();
    }

    private static void assertColor(byte[] rgb, int tolerance, int... expected) {
        for (int i = 0; i < 3; i++) {
            assertThat(rgb[i] & 0xff).as("channel %d", i).isCloseTo(expected[i], within(tolerance));
        }
    }
}
