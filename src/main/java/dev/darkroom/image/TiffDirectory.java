package dev.darkroom.image;

import dev.darkroom.image.codec.Bytes;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The first image file directory of a TIFF or BigTIFF structure, which is also how Exif is stored. Reads what it is asked
 * for, never past the bytes it was given. Immutable.
 */
final class TiffDirectory {
    private static final int MAX_ENTRIES = 4096;

    private final Bytes file;
    private final boolean big;
    private final Map<Integer, Entry> entries;
    private final boolean last;

    private TiffDirectory(Bytes file, boolean big, Map<Integer, Entry> entries, boolean last) {
        this.file = file;
        this.big = big;
        this.entries = entries;
        this.last = last;
    }

    /** @throws IOException if the structure does not hold together */
    static TiffDirectory first(Bytes bytes) throws IOException {
        Bytes file = bytes.in(bytes.u8(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        boolean big = file.u16(2) == 43;
        if (!big && file.u16(2) != 42) {
            throw new IOException("not a TIFF structure");
        }
        long offset = big ? file.i64(8) : file.u32(4);
        long count = big ? file.i64(offset) : file.u16(offset);
        if (count < 0 || count > MAX_ENTRIES) {
            throw new IOException("directory of " + count + " entries");
        }
        Map<Integer, Entry> entries = new HashMap<>();
        long at = offset + (big ? 8 : 2);
        for (int i = 0; i < count; i++, at += big ? 20 : 12) {
            entries.putIfAbsent(
                    file.u16(at),
                    new Entry(file.u16(at + 2), big ? file.i64(at + 4) : file.u32(at + 4), at + (big ? 12 : 8)));
        }
        boolean last = !file.has(at, 4) || (big ? file.has(at, 8) && file.i64(at) == 0 : file.u32(at) == 0);
        return new TiffDirectory(file, big, Map.copyOf(entries), last);
    }

    /** The orientation that Exif data asks for; {@link Orientation#NORMAL} if it cannot be read. */
    static Orientation orientation(Bytes exif) {
        try {
            return first(exif).orientation();
        } catch (IOException damaged) {
            // Orientation is the only thing wanted of Exif, and damaged Exif data is no reason to refuse a good
            // picture.
            return Orientation.NORMAL;
        }
    }

    Orientation orientation() throws IOException {
        return Orientation.ofTag(number(274).orElse(1));
    }

    /** Whether this is a BigTIFF, whose offsets take 8 bytes instead of 4. */
    boolean isBig() {
        return big;
    }

    /** The whole file, in its byte order. */
    Bytes file() {
        return file;
    }

    /** How many values a tag has; 0 if there is no such tag. */
    long count(int tag) {
        Entry entry = entries.get(tag);
        return entry == null ? 0 : entry.count;
    }

    /** A tag as it stands in the directory: number, type, count, and value or offset of the values. */
    Optional<Bytes> field(int tag) throws EOFException {
        Entry entry = entries.get(tag);
        if (entry == null) {
            return Optional.empty();
        }
        int size = big ? 20 : 12;
        return Optional.of(file.slice(entry.valueAt - (big ? 12 : 8), size));
    }

    /** Whether no directory follows: a file of one page. */
    boolean isLast() {
        return last;
    }

    /** The first value of a tag of type BYTE, SHORT, LONG or LONG8. */
    OptionalLong number(int tag) throws IOException {
        return number(tag, 0);
    }

    /** A value of a tag of type BYTE, SHORT, LONG or LONG8; empty if there are not that many. */
    OptionalLong number(int tag, long index) throws IOException {
        Entry entry = entries.get(tag);
        if (entry == null || index >= entry.count) {
            return OptionalLong.empty();
        }
        int size = entry.valueSize();
        long at = position(entry, size) + index * size;
        return switch (size) {
            case 1 -> OptionalLong.of(file.u8(at));
            case 2 -> OptionalLong.of(file.u16(at));
            case 4 -> OptionalLong.of(file.u32(at));
            default -> OptionalLong.of(file.i64(at));
        };
    }

    /** The bytes of a tag of type BYTE or UNDEFINED. */
    Optional<Bytes> bytes(int tag) throws IOException {
        Entry entry = entries.get(tag);
        if (entry == null || entry.valueSize() != 1) {
            return Optional.empty();
        }
        return Optional.of(file.slice(position(entry, 1), entry.count));
    }

    private long position(Entry entry, int size) throws EOFException {
        int inline = big ? 8 : 4;
        if (entry.count > Integer.MAX_VALUE || entry.count < 0) {
            throw new EOFException("tag of " + entry.count + " values");
        }
        boolean fits = entry.count * size <= inline;
        return fits ? entry.valueAt : big ? file.i64(entry.valueAt) : file.u32(entry.valueAt);
    }

    private record Entry(int type, long count, long valueAt) {
        int valueSize() throws IOException {
            return switch (type) {
                case 1, 2, 6, 7 -> 1;
                case 3, 8 -> 2;
                case 4, 9, 13 -> 4;
                case 16, 17, 18 -> 8;
                default -> throw new IOException("tag of type " + type);
            };
        }
    }
}
