package dev.darkroom.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/** TIFF files of any tags, sound or not: an uncompressed grey picture unless told otherwise. */
final class TiffFiles {
    private static final int HEADER = 8;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int UNDEFINED = 7;

    private final Map<Integer, Field> fields = new TreeMap<>();
    private byte[] data = {};
    private boolean endless;

    /** A grey picture of 8 bits, its data at offset {@value #HEADER}. */
    static TiffFiles grey(int width, int height) {
        return new TiffFiles()
                .tag(256, width)
                .tag(257, height)
                .tag(258, 8)
                .tag(262, 1)
                .tag(273, HEADER)
                .tag(277, 1)
                .tag(278, height)
                .tag(279, width * height)
                .data(new byte[0]);
    }

    /** A tag of one value, or in place of one that is there already. */
    TiffFiles tag(int tag, int value) {
        fields.put(tag, new Field(LONG, 1, value));
        return this;
    }

    /** A tag of many values of two bytes that are said to lie somewhere in the file. */
    TiffFiles shorts(int tag, int count, int offset) {
        fields.put(tag, new Field(SHORT, count, offset));
        return this;
    }

    /** A tag of many values of four bytes that are said to lie somewhere in the file. */
    TiffFiles longs(int tag, int count, int offset) {
        fields.put(tag, new Field(LONG, count, offset));
        return this;
    }

    /** A tag of many bytes that are said to lie somewhere in the file. */
    TiffFiles bytes(int tag, int count, int offset) {
        fields.put(tag, new Field(UNDEFINED, count, offset));
        return this;
    }

    /** What stands between the header and the directory. */
    TiffFiles data(byte[] bytes) {
        data = bytes.clone();
        return this;
    }

    /** Lets the directory follow itself. */
    TiffFiles endless() {
        endless = true;
        return this;
    }

    byte[] build() {
        int directory = HEADER + data.length;
        ByteBuffer file =
                ByteBuffer.allocate(directory + 2 + 12 * fields.size() + 4).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'I')
                .put((byte) 'I')
                .putShort((short) 42)
                .putInt(directory)
                .put(data);
        file.putShort((short) fields.size());
        fields.forEach((tag, field) -> file.putShort(tag.shortValue())
                .putShort((short) field.type)
                .putInt(field.count)
                .putInt(field.value));
        return file.putInt(endless ? directory : 0).array();
    }

    private record Field(int type, int count, int value) {}
}
