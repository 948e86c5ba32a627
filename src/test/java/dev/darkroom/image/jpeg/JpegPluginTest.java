package dev.darkroom.image.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.image.codec.RegisteredPlugins;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader among others in ImageIO, and its life from input to input. */
class JpegPluginTest {
    private final JpegImageReaderSpi spi = new JpegImageReaderSpi();

    @BeforeAll
    static void ensureOwnPlugin() {
        RegisteredPlugins.ensureOwn(new JpegImageReaderSpi());
    }

    @AfterEach
    void leaveTheOrderToChanceAgain() {
        IIORegistry registry = IIORegistry.getDefaultInstance();
        JpegImageReaderSpi registered = registry.getServiceProviderByClass(JpegImageReaderSpi.class);
        for (ImageReader reader : readers(ImageIO.getImageReadersByFormatName("jpeg"))) {
            ImageReaderSpi other = reader.getOriginatingProvider();
            if (other != registered && !reader.getClass().getName().startsWith("com.sun.")) {
                registry.unsetOrdering(ImageReaderSpi.class, registered, other);
            }
        }
    }

    @Test
    void shouldBeFoundByNameSuffixAndType() {
        assertThat(readers(ImageIO.getImageReadersByFormatName("jpeg")))
                .hasAtLeastOneElementOfType(JpegImageReader.class);
        assertThat(readers(ImageIO.getImageReadersByFormatName("JPG")))
                .hasAtLeastOneElementOfType(JpegImageReader.class);
        assertThat(readers(ImageIO.getImageReadersBySuffix("jpeg"))).hasAtLeastOneElementOfType(JpegImageReader.class);
        assertThat(readers(ImageIO.getImageReadersByMIMEType("image/jpeg")))
                .hasAtLeastOneElementOfType(JpegImageReader.class);
    }

    @Test
    void shouldComeBeforeTheReaderOfTheJdkAndLeaveItInPlace() {
        List<String> names = readers(ImageIO.getImageReadersByFormatName("jpeg")).stream()
                .map(reader -> reader.getClass().getName())
                .toList();

        assertThat(names)
                .containsSubsequence(JpegImageReader.class.getName(), "com.sun.imageio.plugins.jpeg.JPEGImageReader");
    }

    @Test
    void shouldBeTheOneThatImageIoTakesWhenPreferred() throws IOException {
        JpegImageReaderSpi.prefer();
        JpegImageReaderSpi.prefer();
        byte[] jpeg = JpegFiles.resource("sampling-2x2");

        assertThat(ImageIO.getImageReaders(JpegFiles.stream(jpeg)).next()).isInstanceOf(JpegImageReader.class);
        JpegFiles.assertSame(
                ImageIO.read(new ByteArrayInputStream(jpeg)),
                JpegFiles.jdkReader(jpeg).read(0));
    }

    @Test
    void shouldReadJpegWithinTiffOfOthers() throws IOException {
        JpegImageReaderSpi.prefer();
        byte[] tiff;
        try (var stream = JpegPluginTest.class.getResourceAsStream("/images/tiff-jpeg-ycbcr.tif")) {
            tiff = stream.readAllBytes();
        }
        for (ImageReader reader : readers(ImageIO.getImageReadersByFormatName("tiff"))) {
            reader.setInput(JpegFiles.stream(tiff));

            int red = reader.read(0).getRGB(3, 3);

            assertThat(red >> 16 & 0xff).as(reader.getClass().getName()).isGreaterThan(240);
            assertThat(red & 0xffff).as(reader.getClass().getName()).isLessThan(0x0a0a);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sampling-2x2",
                "progressive",
                "extended",
                "fill-bytes",
                "junk-between-segments",
                "no-scan",
                "cmyk"
            })
    void shouldClaimFilesThatItReads(String name) throws IOException {
        assertThat(canDecode(JpegFiles.resource(name))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"arithmetic", "arithmetic-progressive", "12-bit", "lossless", "hierarchical"})
    void shouldLeaveFilesThatItCannotReadToOthers(String name) throws IOException {
        assertThat(canDecode(JpegFiles.resource(name))).isFalse();
    }

    @Test
    void shouldNotClaimOtherFiles() throws IOException {
        assertThat(canDecode(new byte[0])).isFalse();
        assertThat(canDecode(new byte[] {(byte) 0x89, 'P', 'N', 'G'})).isFalse();
        assertThat(canDecode(new byte[] {(byte) 0xff, (byte) 0xd8, 'x', 'x'})).isFalse();
        assertThat(spi.canDecodeInput("a string")).isFalse();
    }

    @Test
    void shouldReadWhereTheStreamStands() throws IOException {
        byte[] jpeg = JpegFiles.resource("grey");
        byte[] behind = new byte[jpeg.length + 5];
        System.arraycopy(jpeg, 0, behind, 5, jpeg.length);
        ImageInputStream stream = JpegFiles.stream(behind);
        stream.seek(5);
        ImageReader reader = spi.createReaderInstance(null);
        reader.setInput(stream, true, true);

        assertThat(reader.getWidth(0)).isEqualTo(67);
        assertThat(reader.getHeight(0)).isEqualTo(45);
        assertThat(reader.getNumImages(true)).isEqualTo(1);
        assertThat(reader.getAspectRatio(0)).isEqualTo(67 / 45f);
    }

    @Test
    void shouldReadOneInputAfterAnotherAndEachTwice() throws IOException {
        ImageReader reader = spi.createReaderInstance(null);
        for (String name : List.of("grey", "truncated", "rgb", "size-7x5-2x2")) {
            byte[] jpeg = JpegFiles.resource(name);
            BufferedImage alone = JpegFiles.reader(jpeg).read(0);
            reader.setInput(JpegFiles.stream(jpeg));

            JpegFiles.assertSame(reader.read(0), alone);
            JpegFiles.assertSame(reader.read(0), alone);
        }
    }

    @Test
    void shouldSayTheSameOfABadFileEachTime() {
        ImageReader reader = JpegFiles.reader(JpegFiles.resource("12-bit"));

        assertThatThrownBy(() -> reader.getWidth(0)).hasMessageContaining("12 bits");
        assertThatThrownBy(() -> reader.read(0)).hasMessageContaining("12 bits");
    }

    @Test
    void shouldTakeTablesFromAnInputThatHoldsNothingElse() throws IOException {
        byte[] jpeg = JpegFiles.resource("grey");
        byte[] tables = keep(jpeg, 0xdb, 0xc4);
        byte[] abbreviated = keep(jpeg, 0xe0, 0xc0, 0xda);
        ImageReader reader = JpegFiles.reader(abbreviated);
        assertThatThrownBy(() -> reader.read(0)).isInstanceOf(IOException.class);

        reader.setInput(JpegFiles.stream(tables));
        assertThat(reader.getStreamMetadata()).isNull();
        reader.setInput(JpegFiles.stream(abbreviated));

        JpegFiles.assertSame(reader.read(0), JpegFiles.reader(jpeg).read(0));
        reader.reset();
        reader.setInput(JpegFiles.stream(abbreviated));
        assertThatThrownBy(() -> reader.read(0)).isInstanceOf(IOException.class);
    }

    @Test
    void shouldNeedAnInputAndTheRightIndex() {
        ImageReader reader = JpegFiles.reader(JpegFiles.resource("grey"));
        assertThatThrownBy(() -> reader.getWidth(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> reader.read(-1)).isInstanceOf(IndexOutOfBoundsException.class);

        reader.reset();
        assertThatThrownBy(() -> reader.read(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> reader.getNumImages(false)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> reader.setInput("a string")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldTellHowFarItIs() throws IOException {
        Events events = new Events(200);

        events.read();

        assertThat(events.seen).startsWith("started").endsWith("complete");
        assertThat(events.progress).isSorted().hasSize(45).last().isEqualTo(100f);
    }

    @Test
    void shouldStopWhenToldTo() throws IOException {
        Events events = new Events(10);

        events.read();

        assertThat(events.seen).containsExactly("started", "aborted");
        assertThat(events.progress).hasSize(10);
    }

    private boolean canDecode(byte[] content) throws IOException {
        ImageInputStream stream = JpegFiles.stream(content);
        boolean result = spi.canDecodeInput(stream);
        assertThat(stream.getStreamPosition()).isZero();
        return result;
    }

    /** The file with some kinds of segments only; what follows the scan's header belongs to it. */
    private static byte[] keep(byte[] jpeg, Integer... markers) {
        List<Integer> kept = List.of(markers);
        byte[] result = JpegFiles.cut(jpeg, jpeg.length);
        int out = 2;
        int at = 2;
        while (at < jpeg.length) {
            int marker = jpeg[at + 1] & 0xff;
            int length = marker == 0xda ? jpeg.length - at : 2 + ((jpeg[at + 2] & 0xff) << 8 | jpeg[at + 3] & 0xff);
            if (kept.contains(marker)) {
                System.arraycopy(jpeg, at, result, out, length);
                out += length;
            }
            at += length;
        }
        return JpegFiles.cut(result, out);
    }

    private static List<ImageReader> readers(Iterator<ImageReader> iterator) {
        List<ImageReader> readers = new ArrayList<>();
        iterator.forEachRemaining(readers::add);
        return readers;
    }

    /** Notes what a reader tells while it reads, and stops it after some rows. */
    private static final class Events implements IIOReadProgressListener {
        private final List<String> seen = new ArrayList<>();
        private final List<Float> progress = new ArrayList<>();
        private final int rows;

        Events(int rows) {
            this.rows = rows;
        }

        void read() throws IOException {
            ImageReader reader = JpegFiles.reader(JpegFiles.resource("sampling-2x2"));
            reader.addIIOReadProgressListener(this);
            reader.read(0);
        }

        @Override
        public void imageStarted(ImageReader source, int imageIndex) {
            seen.add("started");
        }

        @Override
        public void imageProgress(ImageReader source, float percentageDone) {
            progress.add(percentageDone);
            if (progress.size() == rows) {
                source.abort();
            }
        }

        @Override
        public void imageComplete(ImageReader source) {
            seen.add("complete");
        }

        @Override
        public void readAborted(ImageReader source) {
            seen.add("aborted");
        }

        @Override
        public void sequenceStarted(ImageReader source, int minIndex) {
            seen.add("sequence");
        }

        @Override
        public void sequenceComplete(ImageReader source) {
            seen.add("sequence complete");
        }

        @Override
        public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {
            seen.add("thumbnail");
        }

        @Override
        public void thumbnailProgress(ImageReader source, float percentageDone) {
            seen.add("thumbnail progress");
        }

        @Override
        public void thumbnailComplete(ImageReader source) {
            seen.add("thumbnail complete");
        }
    }
}
