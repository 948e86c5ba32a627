package dev.darkroom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class GifReaderTest extends FormatContract {
    @Override
    byte[] gradient() {
        GifWriter writer = new GifWriter(new Size(240, 160), OptionalInt.empty());
        writer.add(argb(Pictures.gradient(240, 160)), 0);
        return writer.finish();
    }

    @Override
    ImageFormat format() {
        return ImageFormat.GIF;
    }

    @Override
    ImageFormat expectedOutput() {
        return ImageFormat.PNG;
    }

    @Override
    int tolerance() {
        return 20;
    }

    /** Only the rows at hand are held. */
    @Override
    @Test
    void shouldReadFewerPixelsWhenMemoryIsShort() throws ImageException {
        Thumbnailer small = new Thumbnailer(Limits.defaults().withMaxDecodedBytes(1));

        Thumbnail thumbnail = small.fit(gradient(), FitOptions.within(24, 24));

        assertThat(thumbnail.notes()).isEmpty();
        Pictures.assertSimilar(Pictures.decode(thumbnail), Pictures.gradient(24, 16), tolerance());
    }

    @Test
    void shouldReadWhatTheJdkWrites() throws ImageException {
        byte[] gif = Pictures.encode("gif", Pictures.quarters(120, 80));

        Pictures.assertQuarters(Pictures.decode(thumbnailer.fit(gif, FitOptions.within(120, 80))), 0);
    }

    @Test
    void shouldStayGifWhereThatLosesNothing() throws ImageException {
        byte[] gif = Pictures.encode("gif", Pictures.quarters(100, 100));

        Thumbnail thumbnail = thumbnailer.fit(gif, BOX);

        assertThat(thumbnail.format()).isEqualTo(ImageFormat.GIF);
        Pictures.assertSimilar(Pictures.decode(thumbnail), Pictures.quarters(100, 100), 0);
    }

    @Test
    void shouldKeepTransparency() throws ImageException {
        IndexColorModel palette = new IndexColorModel(1, 2, new byte[] {0, -1}, new byte[2], new byte[2], 0);
        BufferedImage image = new BufferedImage(100, 100, BufferedImage.TYPE_BYTE_BINARY, palette);
        for (int y = 50; y < 100; y++) {
            for (int x = 0; x < 100; x++) {
                image.getRaster().setSample(x, y, 0, 1);
            }
        }

        BufferedImage actual = Pictures.decode(thumbnailer.fit(Pictures.encode("gif", image), BOX));

        assertThat(actual.getRGB(50, 20) >>> 24).isZero();
        assertThat(actual.getRGB(50, 80)).isEqualTo(0xffff0000);
    }

    @Test
    void shouldKeepAnimationsAnimated() throws Exception {
        byte[] animation = animation(OptionalInt.of(3), 7, 9, 11);

        Thumbnail thumbnail = thumbnailer.fit(animation, BOX);

        assertThat(thumbnail.format()).isEqualTo(ImageFormat.GIF);
        assertThat(thumbnail.source().frames()).isEqualTo(3);
        GifFile file = GifFile.parse(thumbnail.content(), 10);
        assertThat(file.loops()).hasValue(3);
        assertThat(file.frames().stream().map(GifFrame::delay)).containsExactly(7, 9, 11);
        assertThat(paint(file)).containsExactly(0xffff0000, 0, 0xff0000ff);
    }

    /** Frames are encoded while later ones are still to be decoded. */
    @Test
    void shouldTellEncodingOfFramesFromDecoding() throws Exception {
        byte[] frames = animation(OptionalInt.empty(), 5, 5, 5);
        long start = System.nanoTime();
        Timings timings = thumbnailer.fit(frames, FitOptions.within(1000, 1000)).timings();
        long all = System.nanoTime() - start;

        // a hundredth would be what is left to do when all frames are there
        assertThat(timings.encode()).isGreaterThan(all / 20);
        assertThat(timings.decode()).isPositive();
        assertThat(timings.decode() + timings.resample() + timings.encode()).isLessThanOrEqualTo(all);
    }

    @Test
    void shouldPlayOnceWhatPlaysOnce() throws Exception {
        Thumbnail thumbnail = thumbnailer.fit(animation(OptionalInt.empty(), 5, 5, 5), BOX);

        assertThat(GifFile.parse(thumbnail.content(), 10).loops()).isEmpty();
    }

    @Test
    void shouldMakeAStillOfAnimationsWithTooManyFrames() throws ImageException {
        Thumbnailer strict = new Thumbnailer(Limits.defaults().withMaxFrames(2));

        Thumbnail thumbnail = strict.fit(animation(OptionalInt.of(0), 5, 5, 5), BOX);

        assertThat(thumbnail.notes()).containsExactly(Note.FIRST_FRAME_ONLY);
        assertThat(thumbnail.source().frames()).isEqualTo(3);
        Pictures.assertPixel(Pictures.decode(thumbnail), 50, 33, 0xff0000, 0);
    }

    @Test
    void shouldMakeAStillOfAnimationsWithTooManyPixels() throws ImageException {
        Thumbnailer strict = new Thumbnailer(Limits.defaults().withMaxPixels(2 * 60 * 40));

        Thumbnail thumbnail = strict.fit(animation(OptionalInt.of(0), 5, 5, 5), BOX);

        assertThat(thumbnail.notes()).containsExactly(Note.FIRST_FRAME_ONLY);
    }

    /** Noise that is animated can take more than the picture it came from, and is held while it is written. */
    @Test
    void shouldMakeAStillOfAnimationsThatWouldBeTooLarge() throws ImageException {
        byte[] animation = animation(OptionalInt.of(0), 5, 5, 5);
        int size = thumbnailer.fit(animation, BOX).content().length;

        Thumbnail small = new Thumbnailer(Limits.defaults().withMaxAnimationBytes(size)).fit(animation, BOX);

        assertThat(small.notes()).containsExactly(Note.FIRST_FRAME_ONLY);
        Pictures.assertPixel(Pictures.decode(small), 50, 33, 0xff0000, 0);
    }

    /** What the JDK writes is interlaced. */
    @Test
    void shouldHoldFewerPixelsOfInterlacedFramesWhenMemoryIsShort() throws ImageException {
        byte[] gif = Pictures.encode("gif", Pictures.quarters(403, 397));
        Thumbnailer small = new Thumbnailer(Limits.defaults().withMaxDecodedBytes(1000));

        Thumbnail thumbnail = small.fit(gif, FitOptions.within(40, 40));

        assertThat(thumbnail.notes()).containsExactly(Note.SUBSAMPLED);
        Pictures.assertQuarters(Pictures.decode(thumbnail), 8);
    }

    /** Each disposal method leaves another canvas behind; the frames are red at 0,0, green at 20,0, blue at 40,0. */
    @Test
    void shouldDisposeOfFramesAsTheyAsk() throws Exception {
        assertThat(canvasAfterThreeFrames(1)).containsExactly(0xffff0000, 0xff00ff00, 0xff0000ff);
        assertThat(canvasAfterThreeFrames(2)).containsExactly(0, 0, 0xff0000ff);
        assertThat(canvasAfterThreeFrames(3)).containsExactly(0, 0, 0xff0000ff);
    }

    @Test
    void shouldShowWhatThereIsOfATruncatedFile() throws ImageException {
        byte[] whole = gradient();

        Thumbnail thumbnail = thumbnailer.fit(Arrays.copyOf(whole, whole.length * 3 / 4), BOX);

        assertThat(thumbnail.notes()).containsExactly(Note.TRUNCATED);
    }

    /** 23 bytes that claim 49085 x 15855 pixels. */
    @Test
    void shouldRefuseATinyFileThatClaimsAHugeScreen() {
        byte[] hostile = {
            'G',
            'I',
            'F',
            '8',
            '9',
            'a',
            (byte) 0xbd,
            (byte) 0xbf,
            (byte) 0xef,
            0x3d,
            0,
            0,
            0,
            ',',
            0,
            0,
            0,
            0,
            1,
            0,
            1,
            0,
            0
        };

        assertThatThrownBy(() -> thumbnailer.fit(hostile, BOX))
                .isInstanceOfSatisfying(
                        ImageException.class, e -> assertThat(e.code()).isEqualTo("too-many-pixels"));
    }

    @Test
    void shouldClipFramesThatHangOverTheScreen() throws Exception {
        byte[] gif = GifFiles.of(
                10, 10, List.of(new GifFiles.Frame(0, 0, 10, 10, 1, 0), new GifFiles.Frame(5, 5, 60, 60, 1, 2)));

        GifPlayer player = GifReader.open(gif, Limits.defaults()).play(request(new Size(10, 10)));
        player.paintNext();
        player.paintNext();

        assertThat(Arrays.copyOf(row(player, 9), 40)).endsWith(0, 0, 255, 255);
    }

    @Test
    void shouldStayCloseToColoursThatAreTooManyForAPalette() {
        int[] argb = argb(Pictures.gradient(240, 160));
        Palette palette = Palette.of(argb);
        byte[] table = palette.table();
        byte[] indices = palette.map(argb);
        double error = 0;
        for (int i = 0; i < argb.length; i++) {
            for (int channel = 0; channel < 3; channel++) {
                int difference =
                        (table[3 * (indices[i] & 0xff) + channel] & 0xff) - (argb[i] >> 16 - 8 * channel & 0xff);
                error += difference * difference;
            }
        }

        assertThat(Math.sqrt(error / argb.length / 3)).isLessThan(6);
    }

    private static byte[] animation(OptionalInt loops, int... delays) {
        int[] colors = {0xffff0000, 0, 0xff0000ff};
        GifWriter writer = new GifWriter(new Size(60, 40), loops);
        for (int i = 0; i < delays.length; i++) {
            int[] argb = new int[60 * 40];
            Arrays.fill(argb, colors[i]);
            writer.add(argb, delays[i]);
        }
        return writer.finish();
    }

    private static int[] canvasAfterThreeFrames(int disposal) throws Exception {
        byte[] gif = GifFiles.of(
                60,
                20,
                List.of(
                        new GifFiles.Frame(0, 0, 20, 20, disposal, 0),
                        new GifFiles.Frame(20, 0, 20, 20, disposal, 1),
                        new GifFiles.Frame(40, 0, 20, 20, disposal, 2)));
        GifPlayer player = GifReader.open(gif, Limits.defaults()).play(request(new Size(60, 20)));
        player.paintNext();
        player.paintNext();
        player.paintNext();
        float[] row = row(player, 10);
        return new int[] {pixel(row, 10), pixel(row, 30), pixel(row, 50)};
    }

    private static int[] paint(GifFile file) throws Exception {
        GifPlayer player = new GifPlayer(file.frames(), new Size(100, 67), 1, new Size(100, 67));
        int[] centers = new int[3];
        for (int i = 0; i < 3; i++) {
            player.paintNext();
            centers[i] = pixel(row(player, 30), 50);
        }
        return centers;
    }

    private static float[] row(GifPlayer player, int y) throws Exception {
        SampleRows rows = player.rows();
        float[] row = new float[rows.size().width() * 4];
        for (int i = 0; i <= y; i++) {
            rows.next(row);
        }
        return row;
    }

    private static int pixel(float[] row, int x) {
        return (int) row[4 * x + 3] << 24 | (int) row[4 * x] << 16 | (int) row[4 * x + 1] << 8 | (int) row[4 * x + 2];
    }

    private static ReadRequest request(Size target) {
        return new ReadRequest(target, 1, ReadRequest.Chroma.FULL, note -> {}, new Stopwatch());
    }

    private static int[] argb(BufferedImage image) {
        int[] argb = new int[image.getWidth() * image.getHeight()];
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), argb, 0, image.getWidth());
    }
}
