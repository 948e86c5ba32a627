package dev.darkroom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.Test;

/** TIFF files of some bytes that a decoder would spend gigabytes or minutes on. */
class HostileTiffTest {
    private static final FitOptions BOX = FitOptions.within(100, 100);
    private static final int JPEG = 7;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Thumbnailer thumbnailer = new Thumbnailer(Limits.defaults());

    @Test
    void shouldReadAPlainFile() throws ImageException {
        byte[] tiff = TiffFiles.grey(40, 40).data(filled(1600)).build();

        Pictures.assertPixel(Pictures.decode(thumbnailer.fit(tiff, BOX)), 50, 50, 0x999999, 1);
    }

    /** Plug-ins read all values of all tags, though they need few: here 2000 times the same half megabyte. */
    @Test
    void shouldNotReadTagsThatNobodyNeeds() throws ImageException {
        TiffFiles file = TiffFiles.grey(700, 700).data(filled(490_000));
        for (int tag = 40_000; tag < 42_000; tag++) {
            file.longs(tag, 120_000, 8);
        }
        byte[] tiff = file.build();

        long before = THREADS.getCurrentThreadAllocatedBytes();
        Thumbnail thumbnail = thumbnailer.fit(tiff, BOX);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

        assertThat(thumbnail.width()).isEqualTo(100);
        assertThat(allocated).isLessThan(20L << 20);
    }

    @Test
    void shouldRefuseMoreValuesThanATagCanHave() {
        assertFault(TiffFiles.grey(40, 40).shorts(338, 800, 8).data(filled(1600)), "corrupt");
    }

    @Test
    void shouldReadAFileWhoseDirectoriesNeverEnd() throws ImageException {
        byte[] tiff = TiffFiles.grey(40, 40).data(filled(1600)).endless().build();

        assertThat(thumbnailer.fit(tiff, BOX).notes()).containsExactly(Note.FIRST_FRAME_ONLY);
    }

    /** A column of pixels in tiles 16384 wide, all of them in the same place of the file: a billion to unpack. */
    @Test
    void shouldRefuseTilesThatCoverFarMoreThanThePicture() {
        TiffFiles file = TiffFiles.grey(1, 60_000).tag(322, 16_384).tag(323, 16);

        assertFault(file.longs(324, 3750, 8).longs(325, 3750, 8).data(filled(262_144)), "too-many-pixels");
    }

    @Test
    void shouldRefuseToUnpackMoreThanAllowed() throws ImageException {
        byte[] tiff = TiffFiles.grey(40, 40).data(filled(1600)).build();

        assertThat(within(1600).fit(tiff, BOX).width()).isEqualTo(100);
        assertThatThrownBy(() -> within(1599).fit(tiff, BOX))
                .isInstanceOfSatisfying(
                        ImageException.class, e -> assertThat(e.code()).isEqualTo("too-many-pixels"));
    }

    @Test
    void shouldRefuseTinyTilesOfJpeg() {
        assertFault(TiffFiles.grey(8000, 8000).tag(259, JPEG).tag(322, 16).tag(323, 16), "too-many-pixels");
    }

    /** The size that counts is the one in the JPEG data, for the decoder makes room for that. */
    @Test
    void shouldRefuseJpegDataThatAreLargerThanTheirStrip() throws IOException {
        byte[] jpeg = Pictures.jpeg(Pictures.quarters(64, 64));
        int frame = Containers.indexOf(jpeg, 0xff, 0xc0);
        Arrays.fill(jpeg, frame + 5, frame + 9, (byte) 0xfe);

        assertFault(jpegTiff(64, jpeg), "too-many-pixels");
    }

    /** A fill byte before the marker must not hide it. */
    @Test
    void shouldNotBeMisledByFillBytes() {
        byte[] jpeg = Pictures.jpeg(Pictures.quarters(64, 64));
        int frame = Containers.indexOf(jpeg, 0xff, 0xc0);
        Arrays.fill(jpeg, frame + 5, frame + 9, (byte) 0xfe);
        byte[] filled = new byte[jpeg.length + 1];
        System.arraycopy(jpeg, 0, filled, 0, frame);
        filled[frame] = (byte) 0xff;
        System.arraycopy(jpeg, frame, filled, frame + 1, jpeg.length - frame);

        assertFault(jpegTiff(64, filled), "too-many-pixels");
    }

    /** Decoders hold all coefficients of a progressive picture, outside of the Java heap. */
    @Test
    void shouldRefuseProgressiveDataWithin() throws IOException {
        ImageWriter writer = JdkCodecs.JPEG_WRITER.createWriterInstance();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        BufferedImage image = Pictures.quarters(64, 64);

        assertFault(jpegTiff(64, Pictures.encode(writer, new IIOImage(image, null, null), param)), "unsupported");
    }

    /** As with progressive data, but it takes a size at which that hurts. */
    @Test
    void shouldRefuseLargeJpegDataOfSeparateScans() {
        byte[] jpeg = Pictures.jpeg(Pictures.quarters(64, 64));
        int frame = Containers.indexOf(jpeg, 0xff, 0xc0);
        Arrays.fill(jpeg, frame + 5, frame + 9, (byte) 0x10);
        jpeg[Containers.indexOf(jpeg, 0xff, 0xda) + 4] = 1;

        assertFault(jpegTiff(0x1010, jpeg), "unsupported");
    }

    @Test
    void shouldSayWhichCompressionItCannotRead() {
        byte[] tiff = TiffFiles.grey(40, 40).tag(259, 34_712).build();

        assertThatThrownBy(() -> thumbnailer.fit(tiff, BOX))
                .isInstanceOf(ImageException.class)
                .hasMessage("A TIFF of compression method 34712 cannot be read.");
    }

    private static TiffFiles jpegTiff(int side, byte[] jpeg) {
        return TiffFiles.grey(side, side).tag(259, JPEG).tag(279, jpeg.length).data(jpeg);
    }

    private static Thumbnailer within(long unpackedBytes) {
        return new Thumbnailer(Limits.defaults().withMaxUnpackedBytes(unpackedBytes));
    }

    private static byte[] filled(int count) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) 0x99);
        return bytes;
    }

    private void assertFault(TiffFiles file, String code) {
        assertThatThrownBy(() -> thumbnailer.fit(file.build(), BOX))
                .isInstanceOfSatisfying(
                        ImageException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
