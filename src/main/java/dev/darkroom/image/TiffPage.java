package dev.darkroom.image;

import dev.darkroom.image.codec.Bytes;
import dev.darkroom.image.codec.LimitExceededException;
import dev.darkroom.image.codec.UnsupportedImageException;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How the pixels of a TIFF page are stored, and what decoding them costs at most: the numbers that a decoder trusts.
 * Immutable. Tags are those of TIFF 6.0.
 */
final class TiffPage {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS_PER_SAMPLE = 258;
    private static final int COMPRESSION = 259;
    private static final int STRIP_OFFSETS = 273;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int ROWS_PER_STRIP = 278;
    private static final int PLANAR_CONFIGURATION = 284;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int SAMPLE_FORMAT = 339;
    private static final int JPEG_TABLES = 347;
    private static final int JPEG_INTERCHANGE_FORMAT = 513;

    /** Of sample formats; 3 and 6 are floating point. */
    private static final int SIGNED = 2;

    private static final int OLD_JPEG = 6;
    private static final int JPEG = 7;
    /** None, three kinds of fax, LZW, JPEG of old and of today, deflate under two numbers, PackBits. */
    private static final Set<Long> COMPRESSIONS = Set.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 32946L, 32773L);

    private static final int MAX_BYTES_PER_PIXEL = 32;
    /** They cannot be read at a lower resolution, so rather than to refuse many, more memory is allowed. */
    static final int FLOATING_FACTOR = 2;

    private static final int MAX_UNITS = 1 << 20;
    /** Setting up a decoder for each of the tiles takes longer than decoding does when they are tiny. */
    private static final int MAX_JPEG_UNITS = 1 << 14;

    private final TiffDirectory directory;
    private final Size size;
    private final boolean floating;
    private final int bytesPerPixel;
    private final int compression;
    /** Of a strip or tile. */
    private final Size unit;

    private TiffPage(TiffDirectory directory, Limits limits) throws ImageException, IOException {
        this.directory = directory;
        this.size = PictureHeader.size(required(WIDTH), required(HEIGHT), limits);
        long bits = directory.number(BITS_PER_SAMPLE).orElse(1);
        this.floating = directory.number(SAMPLE_FORMAT).orElse(1) % 3 == 0;
        this.bytesPerPixel = bytesPerPixel(directory.number(SAMPLES_PER_PIXEL).orElse(1), bits, floating);
        if (directory.number(SAMPLE_FORMAT).orElse(1) == SIGNED && bits > Byte.SIZE) {
            throw new UnsupportedImageException("A TIFF of signed samples of " + bits + " bits cannot be read.");
        }
        long method = directory.number(COMPRESSION).orElse(1);
        if (!COMPRESSIONS.contains(method)) {
            throw new UnsupportedImageException("A TIFF of compression method " + method + " cannot be read.");
        }
        this.compression = (int) method;
        boolean tiled = directory.count(TILE_WIDTH) > 0;
        this.unit = PictureHeader.size(
                tiled ? required(TILE_WIDTH) : size.width(), tiled ? required(TILE_HEIGHT) : rowsPerStrip(), limits);
    }

    /**
     * Checks a page.
     *
     * @throws ImageException if it is larger than the limits allow
     * @throws IOException if it is damaged, of a kind that cannot be read, or built to cost more than it shows
     */
    static TiffPage of(TiffDirectory directory, Limits limits) throws ImageException, IOException {
        TiffPage page = new TiffPage(directory, limits);
        page.checkFloating(limits);
        page.checkUnits(limits);
        return page;
    }

    Size size() {
        return size;
    }

    /** Whether samples are floating-point numbers, of which the decoder cannot leave any out. */
    boolean isFloating() {
        return floating;
    }

    /** Memory that a decoded pixel takes, in bytes. */
    int bytesPerPixel() {
        // A strip or tile of JPEG data is held whole next to the picture that it becomes part of.
        boolean twice = isJpeg() && 2 * unit.pixels() > size.pixels();
        return twice ? 2 * bytesPerPixel : bytesPerPixel;
    }

    private long required(int tag) throws IOException {
        return directory.number(tag).orElseThrow(() -> new IOException("no tag " + tag));
    }

    /** Decoders spread samples of odd sizes to the next type of Java, and half floats to whole ones. */
    private static int bytesPerPixel(long samples, long bits, boolean floating) throws UnsupportedImageException {
        int bytes = bits <= 8 ? 1 : bits <= 16 && !floating ? 2 : bits <= 32 ? 4 : 8;
        if (samples < 1 || bits < 1 || bits > 64 || samples * bytes > MAX_BYTES_PER_PIXEL) {
            throw new UnsupportedImageException(
                    "A TIFF of " + samples + " samples of " + bits + " bits cannot be read.");
        }
        return (int) samples * bytes;
    }

    private void checkFloating(Limits limits) throws LimitExceededException {
        if (floating && size.pixels() * bytesPerPixel > FLOATING_FACTOR * limits.maxDecodedBytes()) {
            throw new LimitExceededException("The TIFF of " + size.width() + " x " + size.height()
                    + " pixels has floating-point samples, which take more memory than is allowed.");
        }
    }

    /**
     * Strips or tiles are decoded whole, however little of them the picture covers, and thousands may share the same
     * few bytes of the file; so what they cover is what counts.
     */
    private void checkUnits(Limits limits) throws ImageException, IOException {
        long across = (size.width() + unit.width() - 1) / unit.width();
        long down = (size.height() + unit.height() - 1) / unit.height();
        boolean planar = directory.number(PLANAR_CONFIGURATION).orElse(1) == 2;
        long units =
                across * down * (planar ? directory.number(SAMPLES_PER_PIXEL).orElse(1) : 1);
        long covered = across * down * unit.pixels();
        if (covered > 2 * limits.maxPixels()
                || covered * bytesPerPixel > limits.maxUnpackedBytes()
                || units > (isJpeg() ? MAX_JPEG_UNITS : MAX_UNITS)) {
            throw new LimitExceededException("The " + size.width() + " x " + size.height()
                    + " pixels of this TIFF are stored in " + units + " pieces of " + unit.width() + " x "
                    + unit.height()
                    + ", which take more than " + limits.maxUnpackedBytes() + " bytes or are too many.");
        }
        if (isJpeg()) {
            checkJpeg(directory.count(TILE_OFFSETS) > 0 ? TILE_OFFSETS : STRIP_OFFSETS, units);
        }
    }

    private boolean isJpeg() {
        return compression == JPEG || compression == OLD_JPEG;
    }

    private long rowsPerStrip() throws IOException {
        return Math.max(
                1, Math.min(size.height(), directory.number(ROWS_PER_STRIP).orElse(size.height())));
    }

    private void checkJpeg(int offsets, long units) throws IOException {
        Optional<Bytes> tables = directory.bytes(JPEG_TABLES);
        if (tables.isPresent()) {
            TiffJpeg.check(tables.get(), 0, unit);
        }
        // In files of the old kind, offsets may point at the data of the whole picture.
        Size most = compression == OLD_JPEG ? size : unit;
        OptionalLong whole = directory.number(JPEG_INTERCHANGE_FORMAT);
        if (whole.isPresent()) {
            TiffJpeg.check(directory.file(), whole.getAsLong(), most);
        }
        for (long i = 0; i < Math.min(units, directory.count(offsets)); i++) {
            TiffJpeg.check(directory.file(), directory.number(offsets, i).orElseThrow(), most);
        }
    }
}
