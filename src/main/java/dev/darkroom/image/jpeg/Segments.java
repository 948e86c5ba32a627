package dev.darkroom.image.jpeg;

import dev.darkroom.image.codec.Bytes;
import dev.darkroom.image.codec.Embedded;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Walks through the marker segments of a file (ITU-T T.81, annex B), from one scan to the next, and keeps what they define.
 * For one thread.
 */
final class Segments {
    /** Far more than any camera writes; bounds the work on files made of empty segments. */
    private static final int MAX_SEGMENTS = 20_000;

    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final String EXIF = "Exif\0\0";
    private static final String ICC = "ICC_PROFILE\0";

    private final byte[] data;
    private final Bytes bytes;
    private final DecodingTables tables = new DecodingTables();
    private final TreeMap<Integer, Bytes> profileParts = new TreeMap<>();
    private Optional<Frame> frame = Optional.empty();
    private Optional<byte[]> exif = Optional.empty();
    private OptionalInt adobeTransform = OptionalInt.empty();
    private boolean jfif;
    private boolean complete;
    private int segments;
    private int at = 2;

    Segments(byte[] data) {
        this.data = data;
        this.bytes = Bytes.of(data, ByteOrder.BIG_ENDIAN);
    }

    /**
     * Goes on to the next scan.
     *
     * @return its header; empty where there is none
     * @throws IOException if a segment before it makes no sense
     */
    Optional<ScanHeader> nextScan() throws IOException {
        while (!complete) {
            int marker = nextMarker();
            if (marker < 0 || marker == EOI) {
                complete = marker == EOI;
                return Optional.empty();
            }
            boolean alone = marker == SOI || marker == 0x01 || marker >= 0xd0 && marker <= 0xd7;
            if (alone) {
                continue;
            }
            if (!bytes.has(at, 2)) {
                return Optional.empty();
            }
            Bytes body = nextBody();
            if (marker == SOS) {
                return Optional.of(ScanHeader.parse(frame(), body));
            }
            define(marker, body);
        }
        return Optional.empty();
    }

    /** Where the data of the scan start whose header was read last. */
    int position() {
        return at;
    }

    /** Goes on from here. */
    void seek(int position) {
        at = position;
    }

    /** Whether the end of the picture was seen. */
    boolean isComplete() {
        return complete;
    }

    DecodingTables tables() {
        return tables;
    }

    /** @throws IOException if there is none before the first scan */
    Frame frame() throws IOException {
        return frame.orElseThrow(() -> new EOFException("no frame header"));
    }

    /** The first EXIF segment's TIFF structure. */
    Optional<byte[]> exif() {
        return exif;
    }

    /** The ICC profile, joined in order from its APP2 segments; empty if there is none. */
    Optional<byte[]> profile() {
        if (profileParts.isEmpty()) {
            return Optional.empty();
        }
        int length = profileParts.values().stream().mapToInt(Bytes::length).sum();
        ByteBuffer joined = ByteBuffer.allocate(Math.min(length, Embedded.MAX_PROFILE + 1));
        for (Bytes part : profileParts.values()) {
            joined.put(part.toArray(joined.remaining()));
        }
        return Optional.of(joined.array());
    }

    /**
     * What the components mean, by the rules of libjpeg: JFIF is YCbCr, Adobe's marker tells, else the names of the
     * components. CMYK counts as inverted with or without Adobe's marker: that is how all programs write it.
     */
    JpegColor color() throws IOException {
        return switch (frame().components().size()) {
            case 1 -> JpegColor.GREY;
            case 3 -> isRgb() ? JpegColor.RGB : JpegColor.YCBCR;
            default -> adobeTransform.orElse(0) == 2 ? JpegColor.YCCK : JpegColor.CMYK;
        };
    }

    private boolean isRgb() throws IOException {
        if (jfif) {
            return false;
        }
        if (adobeTransform.isPresent()) {
            return adobeTransform.getAsInt() == 0;
        }
        StringBuilder ids = new StringBuilder();
        frame().components()
                .forEach(component -> ids.append((char) component.factors().id()));
        return ids.toString().equals("RGB");
    }

    /** Skips stray bytes as every decoder does; returns the second byte of the marker, or -1, and goes behind it. */
    private int nextMarker() {
        for (int i = at; i + 1 < data.length; i++) {
            if (data[i] == (byte) 0xff && data[i + 1] != 0 && data[i + 1] != (byte) 0xff) {
                at = i + 2;
                return data[i + 1] & 0xff;
            }
        }
        at = data.length;
        return -1;
    }

    private Bytes nextBody() throws IOException {
        int length = bytes.u16(at);
        if (++segments > MAX_SEGMENTS || length < 2) {
            throw new IOException("segment of " + length + " bytes, number " + segments);
        }
        Bytes body = bytes.sliceUpTo(at + 2L, length - 2L);
        at = Math.min(data.length, at + length);
        return body;
    }

    private void define(int marker, Bytes body) throws IOException {
        switch (marker) {
            case 0xc4 -> tables.defineHuffman(body);
            case 0xdb -> tables.defineQuantisation(body);
            case 0xdd -> tables.defineRestartInterval(body);
            case 0xe0 -> jfif |= body.startsWith("JFIF\0");
            case 0xe1 -> defineExif(body);
            case 0xe2 -> defineProfile(body);
            case 0xee -> defineAdobe(body);
            default -> defineFrame(marker, body);
        }
    }

    /** All SOFn: 0xc4, 0xc8 and 0xcc in between are DHT, JPG and DAC. */
    private void defineFrame(int marker, Bytes body) throws IOException {
        if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc8 && marker != 0xcc) {
            if (frame.isPresent()) {
                throw new IOException("two frame headers");
            }
            frame = Optional.of(Frame.parse(marker, body));
        }
    }

    private void defineExif(Bytes body) throws IOException {
        if (exif.isEmpty() && body.startsWith(EXIF)) {
            exif = Optional.of(
                    body.slice(EXIF.length(), body.length() - EXIF.length()).toArray());
        }
    }

    private void defineProfile(Bytes body) throws IOException {
        if (body.startsWith(ICC) && body.has(ICC.length(), 2)) {
            int skipped = ICC.length() + 2;
            profileParts.putIfAbsent(body.u8(ICC.length()), body.slice(skipped, body.length() - skipped));
        }
    }

    private void defineAdobe(Bytes body) throws IOException {
        if (body.startsWith("Adobe") && body.has(11, 1)) {
            adobeTransform = OptionalInt.of(body.u8(11));
        }
    }
}
