package dev.darkroom.image.webp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.darkroom.image.webp.WebpFixtures.Decoded;
import java.io.IOException;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebpDecoderTest {
    /** Checksums of what dwebp makes of the files: all kinds of blocks, filters, partitions, transforms and transparency. */
    @ParameterizedTest
    @CsvSource({
        "alpha-compressed, 50, 41, 67fb52dd",
        "alpha-disc, 45, 37, 29b5e6ff",
        "alpha-few-levels, 40, 40, eee0ffab",
        "alpha-gradient, 2, 15, b09e8a0f",
        "alpha-horizontal, 20, 2, 43b637ff",
        "alpha-raw-gradient, 30, 21, 8156152b",
        "alpha-raw-horizontal, 30, 21, f81b62f7",
        "alpha-raw-vertical, 30, 21, 6f2984c1",
        "alpha-raw, 30, 21, 45b4a9e0",
        "alpha-vertical, 226, 5, abebeadb",
        "lossless-16-colours, 61, 43, c895db42",
        "lossless-1x1, 1, 1, e853e06e",
        "lossless-2-colours, 61, 43, 5a6d39db",
        "lossless-200-colours, 61, 43, 7fbe6895",
        "lossless-3x50, 3, 50, 29164ebb",
        "lossless-4-colours, 61, 43, 82290150",
        "lossless-alpha, 40, 30, 206aaf3f",
        "lossless-fast, 40, 40, 2e9cdd02",
        "lossless-gradient-rgb, 80, 60, 13879b75",
        "lossless-large-cache, 239, 4, dfe3f555",
        "lossless-near, 48, 40, 09501af1",
        "lossless-one-colour, 33, 9, 475e7217",
        "lossless-parts, 243, 16, 4a904b04",
        "lossless-photo, 48, 40, b55c96f8",
        "lossless-repeated, 120, 96, 09db908d",
        "lossy-17x33, 17, 33, 13e6c908",
        "lossy-1x1, 1, 1, d21fc525",
        "lossy-2-partitions, 40, 150, 45b50c0e",
        "lossy-2x40, 2, 40, 56313e7f",
        "lossy-33x16, 33, 16, 7f81e2c4",
        "lossy-4-partitions, 40, 150, 45b50c0e",
        "lossy-8-partitions, 40, 150, 45b50c0e",
        "lossy-coarsest, 64, 64, f10a2beb",
        "lossy-finest, 40, 40, 9629009b",
        "lossy-four-segments, 72, 56, 9bb78f62",
        "lossy-noise, 32, 32, bbb395c8",
        "lossy-one-segment, 48, 48, 97e84736",
        "lossy-sharp-filter, 64, 48, b895e6d1",
        "lossy-simple-filter, 64, 48, d95c5302",
        "lossy-strong-filter, 64, 48, d3ef4ecb",
        "lossy-whole-macroblocks, 48, 48, aacc1acd",
        "lossy-without-filter, 64, 48, 55a011d7"
    })
    void shouldDecodeToThePixelsOfLibwebp(String name, int width, int height, String checksum) throws IOException {
        WebpHeader header = WebpDecoder.open(WebpFixtures.file(name)).header();
        Decoded decoded = WebpFixtures.decode(WebpFixtures.file(name));

        assertThat(header.width()).isEqualTo(width);
        assertThat(header.height()).isEqualTo(height);
        assertThat(header.lossless()).isEqualTo(name.startsWith("lossless"));
        assertThat(decoded.complete()).isTrue();
        assertThat(decoded.rows()).hasSize(height);
        assertThat(decoded.checksum()).isEqualTo(checksum);
    }

    @ParameterizedTest
    @CsvSource({
        "lossy-17x33, 75df66c1",
        "lossy-1x1, f02dc2bd",
        "lossy-four-segments, a58c7d59",
        "lossy-simple-filter, 44f3141f",
        "lossy-strong-filter, fe719b8d",
        "lossy-8-partitions, 8abedfc6",
        "lossy-noise, 5dbbc87f"
    })
    void shouldDecodeToThePlanesOfLibwebp(String name, String checksum) throws IOException {
        WebpDecoder decoder = WebpDecoder.open(WebpFixtures.file(name));
        Planes planes = new Planes(decoder.header());

        assertThat(decoder.hasPlanes()).isTrue();
        assertThat(decoder.decodePlanes(1, planes)).isTrue();
        assertThat(planes.checksum()).isEqualTo(checksum);
    }

    @Test
    void shouldTellWhatIsTransparent() throws IOException {
        assertThat(WebpDecoder.open(WebpFixtures.file("alpha-raw")).header().alpha())
                .isTrue();
        assertThat(WebpDecoder.open(WebpFixtures.file("lossless-alpha"))
                        .header()
                        .alpha())
                .isTrue();
        assertThat(WebpDecoder.open(WebpFixtures.file("lossless-photo"))
                        .header()
                        .alpha())
                .isFalse();
        assertThat(WebpDecoder.open(WebpFixtures.file("lossy-17x33")).header().alpha())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alpha-raw", "lossless-photo"})
    void shouldHaveNoPlanesOfOtherPictures(String name) throws IOException {
        WebpDecoder decoder = WebpDecoder.open(WebpFixtures.file(name));

        assertThat(decoder.hasPlanes()).isFalse();
        assertThatThrownBy(() -> decoder.decodePlanes(1, (plane, samples) -> {}))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldPlaceTheFirstFrameOfAnAnimationOnItsCanvas() throws IOException {
        byte[] animation = WebpFixtures.file("animated-offset");
        WebpHeader header = WebpDecoder.open(animation).header();
        List<int[]> canvas = WebpFixtures.decode(animation).rows();
        List<int[]> frame =
                WebpFixtures.decode(WebpFixtures.file("lossy-17x33")).rows();

        assertThat(header.animated()).isTrue();
        assertThat(header.frames()).isEqualTo(2);
        assertThat(header.alpha()).isTrue();
        assertThat(canvas).hasSize(39);
        for (int y = 0; y < 39; y++) {
            for (int x = 0; x < 40; x++) {
                boolean inside = x >= 4 && x < 21 && y >= 6;
                assertThat(canvas.get(y)[x]).isEqualTo(inside ? frame.get(y - 6)[x - 4] : 0);
            }
        }
    }

    /** Without the filter a file of the coarsest kind looks different at full size, but not to an eighth of it. */
    @Test
    void shouldLeaveOutOnlyWhatReducingHides() throws IOException {
        byte[] file = WebpFixtures.file("lossy-sharp-filter");
        Planes exact = new Planes(WebpDecoder.open(file).header());
        Planes fast = new Planes(WebpDecoder.open(file).header());

        WebpDecoder.open(file).decodePlanes(1, exact);
        WebpDecoder.open(file).decodePlanes(8, fast);

        assertThat(fast.checksum()).isNotEqualTo(exact.checksum());
        for (int y = 0; y < 48; y += 8) {
            for (int x = 0; x < 64; x += 8) {
                assertThat(fast.meanOfLuma(x, y)).isCloseTo(exact.meanOfLuma(x, y), within(2.0));
            }
        }
    }

    @Test
    void shouldDecodeExactlyWhenTheFilterCouldBeSeen() throws IOException {
        byte[] file = WebpFixtures.file("lossy-sharp-filter");
        Planes exact = new Planes(WebpDecoder.open(file).header());
        Planes slightlyReduced = new Planes(WebpDecoder.open(file).header());

        WebpDecoder.open(file).decodePlanes(1, exact);
        WebpDecoder.open(file).decodePlanes(2, slightlyReduced);

        assertThat(slightlyReduced.checksum()).isEqualTo(exact.checksum());
    }

    /** Planes as 8 bit samples, one after the other. */
    private static final class Planes implements PlaneRows {
        private final int width;
        private final byte[][] samples;
        private final int[] sizes = new int[3];

        private Planes(WebpHeader header) {
            int chroma = (header.width() + 1) / 2 * ((header.height() + 1) / 2);
            width = header.width();
            samples = new byte[][] {new byte[header.width() * header.height()], new byte[chroma], new byte[chroma]};
        }

        @Override
        public void row(int plane, float[] row) {
            for (float sample : row) {
                samples[plane][sizes[plane]++] = (byte) sample;
            }
        }

        private double meanOfLuma(int left, int top) {
            double sum = 0;
            for (int y = top; y < top + 8; y++) {
                for (int x = left; x < left + 8; x++) {
                    sum += samples[0][y * width + x] & 0xff;
                }
            }
            return sum / 64;
        }

        private String checksum() {
            CRC32 crc = new CRC32();
            for (int plane = 0; plane < 3; plane++) {
                assertThat(sizes[plane]).isEqualTo(samples[plane].length);
                crc.update(samples[plane]);
            }
            return "%08x".formatted(crc.getValue());
        }
    }
}
