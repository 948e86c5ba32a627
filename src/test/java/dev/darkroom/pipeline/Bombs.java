package dev.darkroom.pipeline;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Small files that claim, or unpack to, far more than they weigh. */
final class Bombs {

    private Bombs() {}

    /** A PNG of black and white, complete, all zeros. */
    static byte[] png(int width, int height) {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {1, 0, 0, 0, 0})
                .array();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ascii("\u0089PNG\r\n\u001a\n"));
        out.writeBytes(chunk("IHDR", header));
        out.writeBytes(chunk("IDAT", deflatedZeros(height * (1L + (width + 7) / 8))));
        out.writeBytes(chunk("IEND", new byte[0]));
        return out.toByteArray();
    }

    /** A chunk of a PNG with its checksum. */
    static byte[] chunk(String type, byte[] content) {
        CRC32 checksum = new CRC32();
        checksum.update(ascii(type));
        checksum.update(content);
        return ByteBuffer.allocate(12 + content.length)
                .putInt(content.length)
                .put(ascii(type))
                .put(content)
                .putInt((int) checksum.getValue())
                .array();
    }

    /** A GIF whose frames are of one pixel each. */
    static byte[] gif(int width, int height, int frames) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ascii("GIF89a"));
        out.writeBytes(
                little(4).putShort((short) width).putShort((short) height).array());
        out.writeBytes(new byte[] {(byte) 0x80, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff, (byte) 0xff});
        for (int i = 0; i < frames; i++) {
            out.writeBytes(new byte[] {'!', (byte) 0xf9, 4, 0, 1, 0, 0, 0});
            out.writeBytes(new byte[] {',', 0, 0, 0, 0, 1, 0, 1, 0, 0});
            out.writeBytes(new byte[] {2, 2, 'L', 1, 0});
        }
        out.write(';');
        return out.toByteArray();
    }

    /** The header of a lossless WebP. */
    static byte[] webp(int width, int height) {
        ByteBuffer file = little(64).put(ascii("RIFF")).putInt(56).put(ascii("WEBP"));
        file.put(ascii("VP8L")).putInt(44).put((byte) 0x2f).putInt(width - 1 | height - 1 << 14);
        return file.array();
    }

    /** A TIFF of one strip of nothing. */
    static byte[] tiff(int width, int height) {
        int[][] tags = {
            {256, 4, width},
            {257, 4, height},
            {258, 3, 8},
            {259, 3, 1},
            {262, 3, 1},
            {273, 4, 200},
            {277, 3, 1},
            {278, 4, height},
            {279, 4, 56}
        };
        ByteBuffer file =
                little(256).put(ascii("II")).putShort((short) 42).putInt(8).putShort((short) tags.length);
        for (int[] tag : tags) {
            file.putShort((short) tag[0]).putShort((short) tag[1]).putInt(1).putInt(tag[2]);
        }
        return file.array();
    }

    /** The header of a bitmap. */
    static byte[] bmp(int width, int height) {
        ByteBuffer file = little(128).put(ascii("BM")).putInt(128).putInt(0).putInt(54);
        file.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) 24);
        return file.array();
    }

    private static byte[] deflatedZeros(long count) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            byte[] zeros = new byte[1 << 16];
            for (long left = count; left > 0; left -= zeros.length) {
                deflater.write(zeros, 0, (int) Math.min(left, zeros.length));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
