package dev.darkroom.image;

import dev.darkroom.image.SegmentInputStream.Segment;
import dev.darkroom.image.codec.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The chunks of a PNG file (W3C PNG, third edition): the header, profile, orientation, and what pixels are decoded from. */
final class PngChunks {
    private static final int SIGNATURE = 8;
    private static final int MAX_CHUNKS = 1_000_000;
    private static final int MAX_PROFILE_BYTES = 8 << 20;

    private final Bytes bytes;
    private final List<Segment> kept = new ArrayList<>();
    private Optional<Bytes> header = Optional.empty();
    private Optional<byte[]> profile = Optional.empty();
    private boolean standardRgb;
    private Orientation orientation = Orientation.NORMAL;
    private boolean animated;
    private boolean complete;

    private PngChunks(byte[] data) {
        this.bytes = Bytes.of(data, ByteOrder.BIG_ENDIAN);
    }

    static PngChunks parse(byte[] data) throws IOException {
        PngChunks result = new PngChunks(data);
        result.keep(0, SIGNATURE);
        long at = SIGNATURE;
        for (int count = 0; result.bytes.has(at, 8) && !result.complete; count++) {
            if (count > MAX_CHUNKS) {
                throw new IOException("more than " + MAX_CHUNKS + " chunks");
            }
            long length = result.bytes.u32(at);
            result.parseChunk((int) at, length);
            at += 12 + length;
        }
        return result;
    }

    /** The contents of IHDR. */
    Bytes header() throws IOException {
        return header.orElseThrow(() -> new IOException("no IHDR"));
    }

    /** The profile of iCCP, unless sRGB says that there is nothing to convert. */
    Optional<byte[]> profile() {
        return standardRgb ? Optional.empty() : profile;
    }

    Orientation orientation() {
        return orientation;
    }

    boolean isAnimated() {
        return animated;
    }

    List<Segment> kept() {
        return kept;
    }

    private void parseChunk(int at, long length) throws IOException {
        Bytes body = bytes.sliceUpTo(at + 8L, length);
        switch (bytes.ascii(at + 4, 4)) {
            case "IHDR" -> {
                header = Optional.of(body);
                keep(at, length);
            }
            case "PLTE", "tRNS", "IDAT" -> keep(at, length);
            case "IEND" -> {
                keep(at, length);
                complete = true;
            }
            case "iCCP" -> {
                // the first only: inflating thousands of them would keep a processor busy for minutes
                if (profile.isEmpty()) {
                    profile = profile(body);
                }
            }
            case "sRGB" -> standardRgb = true;
            case "eXIf" -> orientation = TiffDirectory.orientation(body);
            case "acTL" -> animated = true;
            default -> {
                // Text, times, physical sizes: nothing that changes what is seen.
            }
        }
    }

    private void keep(int at, long length) {
        long size = at == 0 ? SIGNATURE : 12 + length;
        int available = (int) Math.min(size, bytes.length() - at);
        if (!kept.isEmpty()) {
            Segment previous = kept.get(kept.size() - 1);
            if (previous.offset() + previous.length() == at) {
                kept.set(kept.size() - 1, new Segment(previous.offset(), previous.length() + available));
                return;
            }
        }
        kept.add(new Segment(at, available));
    }

    /** A profile of no bytes where it is damaged, which later counts as invalid. */
    private static Optional<byte[]> profile(Bytes body) throws IOException {
        int name = 0;
        while (name < body.length() && body.u8(name) != 0) {
            name++;
        }
        if (!body.has(name, 2)) {
            return Optional.of(new byte[0]);
        }
        byte[] compressed = body.slice(name + 2L, body.length() - name - 2L).toArray();
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(compressed);
            return Optional.of(inflate(inflater));
        } catch (DataFormatException damaged) {
            return Optional.of(new byte[0]);
        } finally {
            inflater.end();
        }
    }

    private static byte[] inflate(Inflater inflater) throws DataFormatException {
        ByteArrayOutputStream profile = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        int count;
        while ((count = inflater.inflate(buffer)) > 0) {
            profile.write(buffer, 0, count);
            if (profile.size() > MAX_PROFILE_BYTES) {
                throw new DataFormatException("profile of more than " + MAX_PROFILE_BYTES + " bytes");
            }
        }
        return profile.toByteArray();
    }
}
