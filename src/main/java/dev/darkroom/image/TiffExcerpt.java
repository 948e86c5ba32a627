package dev.darkroom.image;

import dev.darkroom.image.codec.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * A TIFF file as a plug-in gets to see it: one directory of only the tags that tell how to decode the first page, none of
 * them larger than need be. Plug-ins read every tag of every page into memory before they look at the first, and
 * thousands of tags may claim the same megabytes. The new directory follows the file, which is not copied.
 */
final class TiffExcerpt extends ImageInputStreamImpl {
    /** Tags with one value for each strip or tile: where it is, and how long. */
    private static final List<Integer> UNIT_TAGS = List.of(273, 279, 324, 325);
    /** Other tags in ascending order. Not among them: profiles, previews, metadata, pages. */
    private static final int[] TAGS = {
        256, 257, 258, 259, 262, 266, 273, 277, 278, 279, 284, 292, 293, 317, 320, 322, 323, 324, 325, 332, 334, 338,
        339, 347, 512, 513, 514, 515, 517, 518, 519, 520, 521, 529, 530, 531, 532
    };

    private static final int COLOR_MAP = 320;
    private static final int JPEG_TABLES = 347;
    private static final int MAX_UNIT_VALUES = 1 << 20;
    private static final int MAX_COLOR_VALUES = 3 << 16;
    private static final int MAX_JPEG_TABLES = 1 << 16;
    private static final int MAX_VALUES = 64;

    private final byte[] head;
    private final byte[] data;
    private final byte[] tail;

    private TiffExcerpt(byte[] head, byte[] data, byte[] tail) {
        this.head = head;
        this.data = data;
        this.tail = tail;
    }

    /**
     * The file with another directory.
     *
     * @param data the whole file
     * @param directory what was read of it
     * @throws IOException if a tag is larger than any file needs
     */
    static TiffExcerpt of(byte[] data, TiffDirectory directory) throws IOException {
        List<Bytes> fields = new ArrayList<>();
        for (int tag : TAGS) {
            if (directory.count(tag) > maxValues(tag)) {
                throw new IOException("tag " + tag + " has " + directory.count(tag) + " values");
            }
            directory.field(tag).ifPresent(fields::add);
        }
        boolean big = directory.isBig();
        ByteOrder order = data[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        // Directories start on even offsets.
        int at = data.length + (data.length & 1);
        ByteBuffer head = ByteBuffer.allocate(big ? 16 : 8).order(order);
        head.put(data, 0, big ? 8 : 4);
        ByteBuffer tail =
                ByteBuffer.allocate(at - data.length + 16 + 20 * fields.size()).order(order);
        tail.position(at - data.length);
        if (big) {
            head.putLong(at);
            tail.putLong(fields.size());
        } else {
            head.putInt(at);
            tail.putShort((short) fields.size());
        }
        fields.forEach(field -> tail.put(field.toArray()));
        return new TiffExcerpt(head.array(), data, tail.array());
    }

    private static int maxValues(int tag) {
        if (UNIT_TAGS.contains(tag)) {
            return MAX_UNIT_VALUES;
        }
        return tag == COLOR_MAP ? MAX_COLOR_VALUES : tag == JPEG_TABLES ? MAX_JPEG_TABLES : MAX_VALUES;
    }

    @Override
    public long length() {
        return (long) data.length + tail.length;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) {
        bitOffset = 0;
        if (streamPos >= length()) {
            return -1;
        }
        int at = (int) streamPos;
        int copied = at < head.length
                ? copy(head, at, target, offset, count)
                : at < data.length
                        ? copy(data, at, target, offset, count)
                        : copy(tail, at - data.length, target, offset, count);
        streamPos += copied;
        return copied;
    }

    private static int copy(byte[] from, int at, byte[] target, int offset, int count) {
        int copied = Math.min(count, from.length - at);
        System.arraycopy(from, at, target, offset, copied);
        return copied;
    }
}
