package dev.darkroom.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Makes two files of the same picture differ, in places that decoders skip and no viewer shows: for stores that tell files apart by a
 * hash of their contents. Thread-safe.
 */
public final class FileMark {

    private static final byte[] NAME = "Darkroom".getBytes(StandardCharsets.US_ASCII);

    /** APP15, for applications (ITU-T T.81, B.2.4.6); what stands in it is the application's own business. */
    private static final short JPEG_APP15 = (short) 0xFFEF;

    private static final short JPEG_APP0 = (short) 0xFFE0;
    private static final int JPEG_SOI_BYTES = 2;

    /** Ancillary, private, safe to copy (PNG specification, 5.4). */
    private static final byte[] PNG_CHUNK_TYPE = "dkRm".getBytes(StandardCharsets.US_ASCII);

    private static final int PNG_IEND_BYTES = 12;

    /** Application extension: introducer, label, block size (GIF89a specification, 26). */
    private static final byte[] GIF_APPLICATION = {0x21, (byte) 0xFF, 11};

    private static final byte[] GIF_AUTHENTICATION = {'1', '.', '0'};
    private static final int GIF_TRAILER_BYTES = 1;

    private FileMark() {}

    /**
     * @param format format of the file
     * @param file a file that this package, or another writer of ImageIO, has written; not changed
     * @param mark anything; another mark makes another file
     * @return a copy that shows the same picture and is some 20 bytes longer
     * @throws IllegalArgumentException if it is a format that thumbnails are not written in
     */
    public static byte[] put(ImageFormat format, byte[] file, long mark) {
        return switch (format) {
            case JPEG -> insert(file, endOfJfifHeader(file), jpegSegment(mark));
            case PNG -> insert(file, file.length - PNG_IEND_BYTES, pngChunk(mark));
            case GIF -> insert(file, file.length - GIF_TRAILER_BYTES, gifExtension(mark));
            default -> throw new IllegalArgumentException("No thumbnail is written as " + format);
        };
    }

    /** JFIF wants its APP0 to be the first segment. */
    private static int endOfJfifHeader(byte[] file) {
        ByteBuffer buffer = ByteBuffer.wrap(file);
        return buffer.getShort(JPEG_SOI_BYTES) == JPEG_APP0
                ? JPEG_SOI_BYTES + Short.BYTES + Short.toUnsignedInt(buffer.getShort(JPEG_SOI_BYTES + Short.BYTES))
                : JPEG_SOI_BYTES;
    }

    private static ByteBuffer jpegSegment(long mark) {
        int length = Short.BYTES + NAME.length + Long.BYTES;
        return ByteBuffer.allocate(Short.BYTES + length)
                .putShort(JPEG_APP15)
                .putShort((short) length)
                .put(NAME)
                .putLong(mark)
                .flip();
    }

    private static ByteBuffer pngChunk(long mark) {
        CRC32 crc = new CRC32();
        crc.update(PNG_CHUNK_TYPE);
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(mark).flip());
        return ByteBuffer.allocate(Integer.BYTES + PNG_CHUNK_TYPE.length + Long.BYTES + Integer.BYTES)
                .putInt(Long.BYTES)
                .put(PNG_CHUNK_TYPE)
                .putLong(mark)
                .putInt((int) crc.getValue())
                .flip();
    }

    private static ByteBuffer gifExtension(long mark) {
        return ByteBuffer.allocate(
                        GIF_APPLICATION.length + NAME.length + GIF_AUTHENTICATION.length + 1 + Long.BYTES + 1)
                .put(GIF_APPLICATION)
                .put(NAME)
                .put(GIF_AUTHENTICATION)
                .put((byte) Long.BYTES)
                .putLong(mark)
                .put((byte) 0)
                .flip();
    }

    private static byte[] insert(byte[] file, int at, ByteBuffer addition) {
        return ByteBuffer.allocate(file.length + addition.remaining())
                .put(file, 0, at)
                .put(addition)
                .put(file, at, file.length - at)
                .array();
    }
}
