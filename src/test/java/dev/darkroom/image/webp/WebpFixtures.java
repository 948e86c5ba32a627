package dev.darkroom.image.webp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/** Files made by libwebp 1.2.4, and ways to decode them. */
final class WebpFixtures {
    private WebpFixtures() {}

    /** A picture decoded to RGBA, eight bits each. */
    record Decoded(List<int[]> rows, boolean complete) {
        String checksum() {
            CRC32 crc = new CRC32();
            for (int[] row : rows) {
                for (int argb : row) {
                    crc.update(argb >> 16);
                    crc.update(argb >> 8);
                    crc.update(argb);
                    crc.update(argb >> 24);
                }
            }
            return "%08x".formatted(crc.getValue());
        }
    }

    static byte[] file(String name) {
        try (InputStream in = WebpFixtures.class.getResourceAsStream("/images/webp/" + name + ".webp")) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            in.transferTo(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Decoded decode(byte[] file) throws IOException {
        WebpDecoder decoder = WebpDecoder.open(file);
        int width = decoder.header().width();
        List<int[]> rows = new ArrayList<>();
        boolean complete = decoder.decodePixels(1, argb -> rows.add(Arrays.copyOf(argb, width)));
        return new Decoded(rows, complete);
    }
}
