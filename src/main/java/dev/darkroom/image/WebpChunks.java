package dev.darkroom.image;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;

/** The chunks of a WebP file (RFC 9649): size, profile and orientation. */
final class WebpChunks {
    private static final int MAX_CHUNKS = 100_000;
    private static final int FILE_HEADER = 12;
    private static final int ANIMATION_FLAG = 2;

    private final Limits limits;
    private Optional<Size> canvas = Optional.empty();
    private Optional<Size> frame = Optional.empty();
    private Optional<byte[]> profile = Optional.empty();
    private Orientation orientation = Orientation.NORMAL;
    private boolean animated;

    private WebpChunks(Limits limits) {
        this.limits = limits;
    }

    static WebpChunks parse(byte[] data, Limits limits) throws ImageException, IOException {
        WebpChunks result = new WebpChunks(limits);
        Bytes bytes = Bytes.of(data, ByteOrder.LITTLE_ENDIAN);
        long at = FILE_HEADER;
        for (int count = 0; bytes.has(at, 8) && count < MAX_CHUNKS; count++) {
            long length = bytes.u32(at + 4);
            result.parseChunk(bytes.ascii((int) at, 4), bytes.sliceUpTo(at + 8, length));
            at += 8 + length + (length & 1);
        }
        result.requireOneSize();
        return result;
    }

    Size size() throws IOException {
        return canvas.or(() -> frame).orElseThrow(() -> new IOException("no picture"));
    }

    Optional<byte[]> profile() {
        return profile;
    }

    Orientation orientation() {
        return orientation;
    }

    boolean isAnimated() {
        return animated;
    }

    private void parseChunk(String name, Bytes body) throws ImageException, IOException {
        switch (name) {
            case "VP8X" -> {
                canvas = Optional.of(PictureHeader.size(body.u24(4) + 1L, body.u24(7) + 1L, limits));
                animated = (body.u8(0) & ANIMATION_FLAG) != 0;
            }
            case "VP8 " -> setFrame(body.u16(6) & 0x3fff, body.u16(8) & 0x3fff);
            case "VP8L" -> {
                long bits = body.u32(1);
                setFrame((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1);
            }
            case "ICCP" -> profile = Optional.of(body.toArray());
            case "EXIF" ->
                orientation = TiffDirectory.orientation(
                        body.startsWith("Exif\0\0") ? body.slice(6, body.length() - 6L) : body);
            default -> {
                // Alpha, animation frames and XMP: nothing to learn before decoding.
            }
        }
    }

    private void setFrame(long width, long height) throws ImageException {
        if (frame.isEmpty()) {
            frame = Optional.of(PictureHeader.size(width, height, limits));
        }
    }

    /** A small canvas around a huge frame would pass the limits, and then be decoded at the size of the frame. */
    private void requireOneSize() throws IOException {
        if (!animated && frame.isPresent() && !frame.get().equals(size())) {
            throw new IOException("canvas of " + size() + ", frame of " + frame.get());
        }
    }
}
