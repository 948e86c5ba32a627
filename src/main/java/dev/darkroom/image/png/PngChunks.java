package dev.darkroom.image.png;

import dev.darkroom.image.codec.Bytes;
import dev.darkroom.image.codec.Embedded;
import dev.darkroom.image.codec.LimitExceededException;
import dev.darkroom.image.codec.UnsupportedImageException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Takes a PNG file apart into its chunks (third edition, section 5). Does not mind checksums, unknown chunks, their order,
 * or that the file ends within one. cHRM is ignored.
 */
final class PngChunks {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int MAX_CHUNKS = 1_000_000;
    private static final double MIN_GAMMA = 0.2;
    private static final double MAX_GAMMA = 2;

    private final byte[] data;
    private final Bytes bytes;
    private int[] starts = new int[16];
    private int[] ends = new int[16];
    private int segments;
    private Optional<Bytes> fields = Optional.empty();
    private Optional<Bytes> palette = Optional.empty();
    private Optional<Bytes> transparency = Optional.empty();
    private Optional<Bytes> profile = Optional.empty();
    private Optional<Bytes> exif = Optional.empty();
    private Optional<Bytes> gamma = Optional.empty();
    private boolean standardRgb;
    private boolean animated;
    private boolean complete;

    private PngChunks(byte[] data) {
        this.data = data;
        this.bytes = Bytes.of(data, ByteOrder.BIG_ENDIAN);
    }

    static PngChunks parse(byte[] data) throws IOException {
        if (data.length < SIGNATURE.length || !Arrays.equals(SIGNATURE, Arrays.copyOf(data, SIGNATURE.length))) {
            throw new IOException("not a PNG file");
        }
        PngChunks result = new PngChunks(data);
        long at = SIGNATURE.length;
        for (int count = 0; result.bytes.has(at, 8) && !result.complete; count++) {
            if (count > MAX_CHUNKS) {
                throw new IOException("more than " + MAX_CHUNKS + " chunks");
            }
            long length = result.bytes.u32(at);
            result.take((int) at, length);
            at += 12 + length;
        }
        return result;
    }

    /** The compressed rows, where they lie in the file. */
    DeflateInput pixels() {
        return new DeflateInput(data, Arrays.copyOf(starts, segments), Arrays.copyOf(ends, segments));
    }

    PngHeader header() throws IOException {
        Bytes ihdr = fields.orElseThrow(() -> new IOException("no IHDR"));
        long width = ihdr.u32(0);
        long height = ihdr.u32(4);
        if (width < 1 || height < 1) {
            throw new IOException("a size of " + width + " x " + height);
        }
        if (width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw new LimitExceededException(
                    "The picture is " + width + " x " + height + " pixels, which is more than PNG allows.");
        }
        int depth = ihdr.u8(8);
        PngColor color = PngColor.of(ihdr.u8(9), depth);
        if (ihdr.u8(10) != 0 || ihdr.u8(11) != 0 || ihdr.u8(12) > 1) {
            throw new IOException("unknown methods of compression, filters or interlace");
        }
        return new PngHeader(
                (int) width,
                (int) height,
                depth,
                color,
                ihdr.u8(12) == 1,
                color == PngColor.PALETTE ? colors(depth) : new int[0],
                color == PngColor.PALETTE ? paletteSize(depth) : 0,
                transparent(color, depth),
                animated,
                standardRgb,
                gamma(),
                standardRgb ? Optional.empty() : profile.map(PngProfile::inflate),
                exif.map(Embedded::exif));
    }

    private void take(int at, long length) throws IOException {
        Bytes body = bytes.sliceUpTo(at + 8L, length);
        switch (bytes.ascii(at + 4, 4)) {
            case "IHDR" -> fields = fields.or(() -> Optional.of(body));
            case "PLTE" -> palette = palette.or(() -> Optional.of(body));
            case "tRNS" -> transparency = transparency.or(() -> Optional.of(body));
            case "IDAT" -> addSegment(at + 8, body.length());
            case "IEND" -> complete = true;
            // The first only: inflating thousands of them would keep a processor busy for minutes.
            case "iCCP" -> profile = profile.or(() -> Optional.of(body));
            case "sRGB" -> standardRgb = true;
            case "gAMA" -> gamma = gamma.or(() -> Optional.of(body));
            case "eXIf" -> exif = exif.or(() -> Optional.of(body));
            case "acTL" -> animated = true;
            case "CgBI" ->
                throw new UnsupportedImageException(
                        "The picture is a PNG of Apple's own variant, which only apps use.");
            default -> {
                // Text, times, physical sizes: nothing that changes what is seen.
            }
        }
    }

    private void addSegment(int start, int length) {
        if (length == 0) {
            return;
        }
        if (segments == starts.length) {
            starts = Arrays.copyOf(starts, 2 * segments);
            ends = Arrays.copyOf(ends, 2 * segments);
        }
        starts[segments] = start;
        ends[segments] = start + length;
        segments++;
    }

    private int paletteSize(int depth) throws IOException {
        Bytes entries = palette.orElseThrow(() -> new IOException("no PLTE"));
        return Math.min(entries.length() / 3, 1 << depth);
    }

    private int[] colors(int depth) throws IOException {
        int size = paletteSize(depth);
        Bytes entries = palette.orElseThrow(() -> new IOException("no PLTE"));
        int[] colors = new int[1 << depth];
        Arrays.fill(colors, 0xff000000);
        for (int i = 0; i < size; i++) {
            int alpha = 255;
            if (transparency.isPresent() && i < transparency.get().length()) {
                alpha = transparency.get().u8(i);
            }
            colors[i] = alpha << 24 | entries.u24(3L * i);
        }
        return colors;
    }

    private List<Integer> transparent(PngColor color, int depth) throws IOException {
        int samples = color == PngColor.GREY ? 1 : color == PngColor.RGB ? 3 : 0;
        if (samples == 0 || transparency.isEmpty() || transparency.get().length() < 2 * samples) {
            return List.of();
        }
        Bytes body = transparency.get();
        int mask = (1 << depth) - 1;
        return samples == 1
                ? List.of(body.u16(0) & mask)
                : List.of(body.u16(0) & mask, body.u16(2) & mask, body.u16(4) & mask);
    }

    private OptionalDouble gamma() throws IOException {
        if (standardRgb || profile.isPresent() || gamma.isEmpty() || gamma.get().length() < 4) {
            return OptionalDouble.empty();
        }
        double value = gamma.get().u32(0) / 100_000.0;
        return value >= MIN_GAMMA && value <= MAX_GAMMA ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
