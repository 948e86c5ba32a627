package dev.darkroom.image.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the bytes are, there is a transform that works, or none. */
class UnusableProfileTest {
    private static final byte[] MONITOR = Profiles.monitor(Primaries.DISPLAY_P3, Profiles.srgbCurve());
    private static final byte[] INK = Profiles.of("prtr", "CMYK", "Lab ")
            .version(2)
            .with("A2B0", Profiles.table8(4, 2, ink -> new double[] {1 - ink[3], 0.5, 0.5}))
            .bytes();
    private static final List<byte[]> PROFILES = List.of(
            MONITOR,
            Profiles.monitor(Primaries.SRGB, Profiles.curve(20, x -> x * x)),
            Profiles.grey("Lab ", Profiles.gamma(1.8)),
            INK,
            Profiles.of("scnr", "RGB ", "XYZ ")
                    .with("A2B0", Profiles.table16(3, 3, 2, rgb -> rgb))
                    .bytes(),
            Profiles.of("mntr", "RGB ", "Lab ").with("A2B0", parts()).bytes());

    @Test
    void shouldTakeProfilesThatEndEarlyOrNone() {
        for (byte[] profile : PROFILES) {
            for (int length = 0; length < profile.length; length++) {
                assertTransformOrNone(Arrays.copyOf(profile, length));
            }
        }
    }

    @Test
    void shouldTakeDamagedProfilesOrNone() {
        Random random = new Random(20);
        for (int run = 0; run < 20_000; run++) {
            byte[] profile = PROFILES.get(run % PROFILES.size()).clone();
            for (int damage = random.nextInt(6); damage >= 0; damage--) {
                damage(profile, random);
            }
            assertTransformOrNone(profile);
        }
    }

    @Test
    void shouldIgnoreProfilesForOtherColours() {
        byte[] grey = Profiles.grey("XYZ ", Profiles.gamma(2.2));

        assertThat(ColorTransform.ofProfile(grey, ColorKind.RGB)).isEmpty();
        assertThat(ColorTransform.ofProfile(grey, ColorKind.CMYK)).isEmpty();
        assertThat(ColorTransform.ofProfile(MONITOR, ColorKind.CMYK)).isEmpty();
        assertThat(ColorTransform.ofProfile(INK, ColorKind.RGB)).isEmpty();
        assertThat(ColorTransform.ofProfile(INK, ColorKind.GREY)).isEmpty();
        assertThat(ColorTransform.ofProfile(INK, ColorKind.CMYK)).isPresent();
    }

    @Test
    void shouldIgnoreProfilesThatDescribeNoDevice() {
        for (String profileClass : List.of("link", "abst", "nmcl", "????")) {
            byte[] profile = MONITOR.clone();
            ByteBuffer.wrap(profile, 12, 4).put(profileClass.getBytes(StandardCharsets.US_ASCII));
            assertThat(ColorTransform.ofProfile(profile, ColorKind.RGB)).isEmpty();
        }
    }

    @Test
    void shouldIgnoreVersionsToCome() {
        byte[] profile = MONITOR.clone();
        profile[8] = 5;

        assertThat(ColorTransform.ofProfile(profile, ColorKind.RGB)).isEmpty();
    }

    @Test
    void shouldIgnoreInkWithoutTables() {
        byte[] profile = Profiles.of("prtr", "CMYK", "Lab ").bytes();

        assertThat(ColorTransform.ofProfile(profile, ColorKind.CMYK)).isEmpty();
    }

    @Test
    void shouldIgnoreProfilesOfManyMegabytes() {
        assertThat(ColorTransform.ofProfile(MONITOR, ColorKind.RGB)).isPresent();
        assertThat(ColorTransform.ofProfile(Arrays.copyOf(MONITOR, 5 << 20), ColorKind.RGB))
                .isPresent();
        assertThat(ColorTransform.ofProfile(Arrays.copyOf(MONITOR, (5 << 20) + 1), ColorKind.RGB))
                .isEmpty();
    }

    /** Four channels of 255 points would be four billion. */
    @Test
    void shouldIgnoreGridsThatAreNotThere() {
        byte[] table = Profiles.table8(4, 2, ink -> new double[] {0.5, 0.5, 0.5});
        table[10] = (byte) 255;
        byte[] profile = Profiles.of("prtr", "CMYK", "Lab ").with("A2B0", table).bytes();

        assertThat(ColorTransform.ofProfile(profile, ColorKind.CMYK)).isEmpty();
    }

    private static byte[] parts() {
        byte[] curve = Profiles.parametric(0, 1.2);
        double[] matrix = {1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0};
        return Profiles.tableOfParts(2, curve, Profiles.curve(3, x -> x), matrix, curve, rgb -> rgb);
    }

    private static void damage(byte[] profile, Random random) {
        // Headers, tag tables and the beginnings of tags matter more than what fills the tables.
        int at = random.nextInt(random.nextBoolean() ? Math.min(400, profile.length) : profile.length);
        switch (random.nextInt(4)) {
            case 0 -> profile[at] = (byte) random.nextInt();
            case 1 -> profile[at] = (byte) (random.nextBoolean() ? 0xff : 0);
            case 2 -> profile[at] ^= (byte) (1 << random.nextInt(8));
            default -> {
                int from = random.nextInt(profile.length);
                int length = Math.min(random.nextInt(16), profile.length - Math.max(at, from));
                System.arraycopy(profile, from, profile, at, length);
            }
        }
    }

    private static void assertTransformOrNone(byte[] profile) {
        assertThatCode(() -> {
                    for (ColorKind kind : ColorKind.values()) {
                        ColorTransform.ofProfile(profile, kind)
                                .ifPresent(transform -> assertThat(transform.toSrgb(someSamples(), kind.channels()))
                                        .hasSize(24 / kind.channels() * 3));
                    }
                })
                .doesNotThrowAnyException();
    }

    private static float[] someSamples() {
        return new float[] {
            0, 255, 12, 128, 3.5f, -7, 260, 99, 255, 255, 255, 255, 0, 0, 0, 0, 1, 2, 200, 254.6f, 0.4f, 127, 64, 32
        };
    }
}
