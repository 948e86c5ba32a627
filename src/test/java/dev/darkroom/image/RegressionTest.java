package dev.darkroom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that once went wrong, most of them found by fuzzing: see src/test/resources/images/regression. */
class RegressionTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long SMALL = 8L << 20;

    private final Thumbnailer thumbnailer = new Thumbnailer(Limits.defaults());

    /**
     * 120 x 80 pixels of more samples than fit in 32 bits. The plug-in read another number of samples than we did, and made
     * room for tens of thousands of bytes a pixel: out of memory, which callers take for a fault that passes.
     */
    @Test
    void shouldNotBelieveThePluginHowLargeAPixelIs() {
        assertCorruptAtSmallCost("tiff-samples-beyond-reason.tif");
    }

    /**
     * A bitmap of 262 bytes whose pixels start at 676 million, with as many colours in front of them. The plug-in made room
     * for the colours before it read the first.
     */
    @Test
    void shouldNotMakeRoomForColoursBeyondTheFile() {
        assertCorruptAtSmallCost("bmp-colours-beyond-the-file.bmp");
    }

    /**
     * The plug-in hands back signed or complex samples, or some of 28 bits, in kinds of images that the JDK cannot turn into
     * colours.
     */
    @ParameterizedTest
    @ValueSource(strings = {"tiff-signed-samples.tif", "tiff-complex-samples.tif", "tiff-28-bits.tif"})
    void shouldSayThatOddSamplesCannotBeRead(String name) {
        byte[] file = Pictures.resource("regression/" + name);

        assertThatThrownBy(() -> thumbnailer.fit(file, FitOptions.within(100, 100)))
                .isInstanceOfSatisfying(
                        ImageException.class, e -> assertThat(e.code()).isEqualTo("unsupported"));
    }

    /** The plug-in named a type of image that cannot exist, for which the JDK throws an IllegalArgumentException. */
    @Test
    void shouldCallCorruptWhatThePluginStumblesOver() {
        assertCorruptAtSmallCost("tiff-type-that-cannot-be.tif");
    }

    /**
     * A baseline file of separate scans, one of which claims coefficients up to the 198th of 64. Baseline scans hold them all,
     * whatever they claim; this one was followed out of an array.
     */
    @Test
    void shouldNotFollowAScanBeyondTheLastCoefficient() throws ImageException {
        byte[] file = Pictures.resource("regression/jpeg-spectral-end-beyond-63.jpg");

        assertThat(thumbnailer.fit(file, FitOptions.within(100, 100)).width()).isEqualTo(100);
    }

    /** The first time is not counted: it loads the plug-ins' classes. */
    private void assertCorruptAtSmallCost(String name) {
        byte[] file = Pictures.resource("regression/" + name);

        assertCorrupt(file);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        assertCorrupt(file);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(SMALL);
    }

    private void assertCorrupt(byte[] file) {
        assertThatThrownBy(() -> thumbnailer.fit(file, FitOptions.within(100, 100)))
                .isInstanceOfSatisfying(
                        ImageException.class, e -> assertThat(e.code()).isEqualTo("corrupt"));
    }
}
