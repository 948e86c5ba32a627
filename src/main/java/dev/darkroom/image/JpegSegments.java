package dev.darkroom.image;

import dev.darkroom.image.SegmentInputStream.Segment;
import dev.darkroom.image.codec.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The marker segments of a JPEG file (ITU-T T.81, annex B): the frame header, what the APPn segments say about colour and
 * orientation, and the parts that a decoder needs.
 */
final class JpegSegments {
    /** Far more than any camera writes; bounds the work on files made of empty segments. */
    private static final int MAX_SEGMENTS = 20_000;

    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final String EXIF = "Exif\0\0";
    private static final String ICC = "ICC_PROFILE\0";

    private final byte[] data;
    private final Bytes bytes;
    private final Limits limits;
    private final List<Segment> kept = new ArrayList<>();
    private final TreeMap<Integer, Bytes> profileParts = new TreeMap<>();
    private Optional<Frame> frame = Optional.empty();
    private Orientation orientation = Orientation.NORMAL;
    private OptionalInt adobeTransform = OptionalInt.empty();
    private boolean jfif;
    private int scans;
    private int segments;
    private long firstScanBytes;

    private JpegSegments(byte[] data, Limits limits) {
        this.data = data;
        this.bytes = Bytes.of(data, ByteOrder.BIG_ENDIAN);
        this.limits = limits;
    }

    static JpegSegments parse(byte[] data, Limits limits) throws ImageException, IOException {
        JpegSegments result = new JpegSegments(data, limits);
        result.keep(0, 2);
        int at = 2;
        while (at >= 0 && at < data.length) {
            at = result.parseSegment(at);
        }
        return result;
    }

    /** @throws IOException if the file ends before it says what it shows */
    Frame frame() throws IOException {
        return frame.orElseThrow(() -> new EOFException("no frame header"));
    }

    Orientation orientation() {
        return orientation;
    }

    OptionalInt adobeTransform() {
        return adobeTransform;
    }

    boolean isJfif() {
        return jfif;
    }

    /** Bytes of entropy-coded data in the first scan; 0 if there is none. */
    long firstScanBytes() {
        return firstScanBytes;
    }

    /** The parts of the file that pixels are decoded from. */
    List<Segment> kept() {
        return kept;
    }

    /** The ICC profile, joined in order from its APP2 segments; empty if there is none. */
    Optional<byte[]> profile() {
        if (profileParts.isEmpty()) {
            return Optional.empty();
        }
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        profileParts.values().forEach(part -> joined.writeBytes(part.toArray()));
        return Optional.of(joined.toByteArray());
    }

    /** Returns where the next segment may start, or -1 at the end of the picture. */
    private int parseSegment(int from) throws ImageException, IOException {
        int at = nextMarker(from);
        if (at < 0) {
            return -1;
        }
        int marker = bytes.u8(at + 1);
        if (marker == EOI) {
            keep(at, 2);
            return -1;
        }
        if (marker == SOI || marker == 0x01) {
            return at + 2;
        }
        if (!bytes.has(at, 4)) {
            return -1;
        }
        int length = bytes.u16(at + 2);
        if (++segments > MAX_SEGMENTS || length < 2) {
            throw new IOException("segment of " + length + " bytes, number " + segments);
        }
        Bytes body = bytes.sliceUpTo(at + 4L, length - 2L);
        int end = Math.min(data.length, at + 2 + length);
        if (marker == SOS) {
            return parseScan(at, end, body);
        }
        if (marker >= 0xe0 && marker <= 0xef) {
            parseApplication(marker, body);
        } else if (isFrame(marker)) {
            parseFrame(marker, body);
            keep(at, end - at);
        } else if (marker == 0xc4 || marker == 0xdb || marker == 0xdd || marker == 0xdc) {
            keep(at, end - at);
        }
        return end;
    }

    /** All SOFn: 0xc4, 0xc8 and 0xcc in between are DHT, JPG and DAC. */
    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private void parseFrame(int marker, Bytes body) throws ImageException, IOException {
        if (frame.isPresent()) {
            throw new IOException("two frame headers");
        }
        if (marker > 0xc2 || body.u8(0) != 8) {
            throw new ImageException(
                    ImageFault.UNSUPPORTED,
                    "This kind of JPEG (process " + (marker - 0xc0) + ", " + body.u8(0)
                            + " bits) cannot be read; only 8 bit baseline and progressive ones can.");
        }
        Size size = PictureHeader.size(body.u16(3), body.u16(1), limits);
        int components = body.u8(5);
        if (components < 1 || components > 4) {
            throw new ImageException(ImageFault.UNSUPPORTED, "A JPEG of " + components + " components cannot be read.");
        }
        List<Component> list = new ArrayList<>();
        for (int i = 0; i < components; i++) {
            int sampling = body.u8(7 + 3L * i);
            list.add(new Component(body.u8(6 + 3L * i), sampling >> 4, sampling & 15));
        }
        frame = Optional.of(new Frame(size, marker == 0xc2, List.copyOf(list)));
    }

    private int parseScan(int at, int end, Bytes body) throws ImageException, IOException {
        if (++scans > limits.maxScans()) {
            throw new ImageException(
                    ImageFault.TOO_MANY_PIXELS, "The JPEG has more than " + limits.maxScans() + " scans.");
        }
        boolean complete =
                !frame().progressive() && body.u8(0) == frame().components().size();
        int next = complete ? data.length : endOfScan(end);
        if (scans == 1) {
            firstScanBytes = next - end;
        }
        keep(at, next - at);
        return complete ? -1 : next;
    }

    private int endOfScan(int from) {
        for (int i = from; i + 1 < data.length; i++) {
            if (data[i] == (byte) 0xff) {
                int code = data[i + 1] & 0xff;
                boolean restart = code >= 0xd0 && code <= 0xd7;
                if (code != 0 && code != 0xff && !restart) {
                    return i;
                }
            }
        }
        return data.length;
    }

    /** Skips stray bytes as every decoder does; returns where the marker's 0xff is, or -1. */
    private int nextMarker(int from) {
        for (int i = from; i + 1 < data.length; i++) {
            if (data[i] == (byte) 0xff && data[i + 1] != 0 && data[i + 1] != (byte) 0xff) {
                return i;
            }
        }
        return -1;
    }

    private void parseApplication(int marker, Bytes body) throws IOException {
        if (marker == 0xe0 && body.startsWith("JFIF\0")) {
            jfif = true;
        } else if (marker == 0xe1 && body.startsWith(EXIF)) {
            orientation = TiffDirectory.orientation(body.slice(EXIF.length(), body.length() - EXIF.length()));
        } else if (marker == 0xe2 && body.startsWith(ICC) && body.has(ICC.length(), 2)) {
            int skipped = ICC.length() + 2;
            profileParts.putIfAbsent(body.u8(ICC.length()), body.slice(skipped, body.length() - skipped));
        } else if (marker == 0xee && body.startsWith("Adobe") && body.has(11, 1)) {
            adobeTransform = OptionalInt.of(body.u8(11));
        }
    }

    private void keep(int offset, int length) {
        if (!kept.isEmpty()) {
            Segment previous = kept.get(kept.size() - 1);
            if (previous.offset() + previous.length() == offset) {
                kept.set(kept.size() - 1, new Segment(previous.offset(), previous.length() + length));
                return;
            }
        }
        kept.add(new Segment(offset, length));
    }

    /** The frame header. */
    record Frame(Size size, boolean progressive, List<Component> components) {
        /** The fewest bytes that the first row of blocks can be coded in: one bit for each block. */
        long leastBytesOfFirstRow() {
            int widest =
                    components.stream().mapToInt(Component::horizontal).max().orElse(1);
            long units = (size.width() + 8L * widest - 1) / Math.max(1, 8L * widest);
            return (units * components.get(0).horizontal() + 7) / 8;
        }
    }

    /** One component: its name and sampling factors. */
    record Component(int id, int horizontal, int vertical) {}
}
