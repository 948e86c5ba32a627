package dev.darkroom.image.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.darkroom.image.raster.Plane;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YcbcrPlanesTest {
    /** The corners of the cube as T.871 has them. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0, 128, 128",
        "255, 255, 255, 255, 128, 128",
        "255, 0, 0, 76.245, 84.972, 255.5",
        "0, 255, 0, 149.685, 43.528, 21.235",
        "0, 0, 255, 29.07, 255.5, 107.265",
        "77, 77, 77, 77, 128, 128"
    })
    void shouldConvertAsJfifDefines(int red, int green, int blue, double y, double cb, double cr) {
        List<Plane> planes = YcbcrPlanes.ofRgb(1, 1, new byte[] {(byte) red, (byte) green, (byte) blue});

        assertThat((double) planes.get(0).samples()[0]).isCloseTo(y, within(0.01));
        assertThat((double) planes.get(1).samples()[0]).isCloseTo(cb, within(0.01));
        assertThat((double) planes.get(2).samples()[0]).isCloseTo(cr, within(0.01));
    }

    @Test
    void shouldKeepPixelsInTheirPlaces() {
        byte[] rgb = {1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6};

        assertThat(YcbcrPlanes.ofRgb(3, 2, rgb).get(0).samples())
                .containsExactly(new float[] {1, 2, 3, 4, 5, 6}, within(1e-4f));
    }

    @Test
    void shouldRefuseTheWrongNumberOfSamples() {
        assertThatThrownBy(() -> YcbcrPlanes.ofRgb(2, 2, new byte[9])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldHalveSmoothColourToTheMeanOfFour() {
        Plane brightness = new Plane(3, 3, new float[9]);
        Plane blue = new Plane(3, 3, new float[] {100, 102, 104, 102, 104, 106, 108, 110, 112});
        Plane red = new Plane(3, 3, new float[] {130, 130, 130, 130, 130, 130, 130, 130, 130});

        List<Plane> reduced = YcbcrPlanes.reduced(List.of(brightness, blue, red));

        assertThat(reduced.get(0)).isSameAs(brightness);
        assertThat(reduced.get(1).width()).isEqualTo(2);
        assertThat(reduced.get(1).height()).isEqualTo(2);
        assertThat(reduced.get(1).samples()).containsExactly(102, 105, 109, 112);
        assertThat(reduced.get(2).samples()).containsExactly(130, 130, 130, 130);
    }

    @Test
    void shouldKeepColouredLinesAtFullSize() {
        List<Plane> lines = colour(64, 64, 8, 255);

        assertThat(YcbcrPlanes.reduced(lines)).isEqualTo(lines);
    }

    @Test
    void shouldHalveLinesThatAreHardlyColoured() {
        assertThat(YcbcrPlanes.reduced(colour(64, 64, 8, 135)).get(1).width()).isEqualTo(32);
    }

    @Test
    void shouldHalveWhereOnlyAFewPixelsWouldGain() {
        assertThat(YcbcrPlanes.reduced(colour(400, 400, 400, 200)).get(1).width())
                .isEqualTo(200);
    }

    @Test
    void shouldDropColourWhereThereIsNone() {
        Plane brightness = new Plane(2, 1, new float[] {10, 20});
        Plane none = new Plane(2, 1, new float[] {128.2f, 127.9f});

        assertThat(YcbcrPlanes.reduced(List.of(brightness, none, none))).containsExactly(brightness);
    }

    @Test
    void shouldKeepTheSlightestTint() {
        Plane brightness = new Plane(2, 1, new float[] {10, 20});
        Plane none = new Plane(2, 1, new float[] {128, 128});
        Plane tint = new Plane(2, 1, new float[] {128, 129});

        assertThat(YcbcrPlanes.reduced(List.of(brightness, none, tint))).hasSize(3);
        assertThat(YcbcrPlanes.reduced(List.of(brightness, tint, none))).hasSize(3);
    }

    @Test
    void shouldLeaveAloneWhatIsReducedAlready() {
        Plane brightness = new Plane(4, 2, new float[8]);
        List<Plane> grey = List.of(brightness);
        List<Plane> half = List.of(brightness, new Plane(2, 1, new float[] {0, 255}), new Plane(2, 1, new float[2]));

        assertThat(YcbcrPlanes.reduced(grey)).isEqualTo(grey);
        assertThat(YcbcrPlanes.reduced(half)).isEqualTo(half);
    }

    /** Grey with a column of colour every so many pixels. */
    private static List<Plane> colour(int width, int height, int period, float value) {
        float[] samples = new float[width * height];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = i % width % period == 0 ? value : 128;
        }
        Plane plane = new Plane(width, height, samples);
        return List.of(plane, plane, plane);
    }
}
