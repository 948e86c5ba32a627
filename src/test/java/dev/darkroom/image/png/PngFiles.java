package dev.darkroom.image.png;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes PNG files of every kind, straight from the standard: samples of noise, filters in turn. */
final class PngFiles {
    private static final int[] CHANNELS = {1, 0, 3, 1, 2, 0, 4};
    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    final int width;
    final int height;
    final int color;
    final int depth;
    private final int[] samples;
    private final List<byte[]> extras = new ArrayList<>();
    private boolean interlaced;
    private int part = Integer.MAX_VALUE;

    private PngFiles(int width, int height, int color, int depth) {
        this.width = width;
        this.height = height;
        this.color = color;
        this.depth = depth;
        this.samples = new int[width * height * channels()];
    }

    /** Noise, of which some repeats, so that one transparent colour is met often. */
    static PngFiles noise(int width, int height, int color, int depth) {
        PngFiles result = new PngFiles(width, height, color, depth);
        Random random = new Random(color * 31L + depth);
        for (int i = 0; i < result.samples.length; i++) {
            result.samples[i] = i % 7 < 4 ? 1 : random.nextInt(1 << depth);
        }
        return result;
    }

    /** Each sample from its place: x, y, channel. */
    static PngFiles of(int width, int height, int color, int depth, SampleAt sampleAt) {
        PngFiles result = new PngFiles(width, height, color, depth);
        for (int i = 0; i < result.samples.length; i++) {
            int pixel = i / result.channels();
            result.samples[i] = sampleAt.sample(pixel % width, pixel / width, i % result.channels());
        }
        return result;
    }

    int sample(int x, int y, int channel) {
        return samples[(y * width + x) * channels() + channel];
    }

    PngFiles interlaced() {
        interlaced = true;
        return this;
    }

    /** Splits the pixels over chunks of so many bytes. */
    PngFiles split(int bytes) {
        part = bytes;
        return this;
    }

    PngFiles with(String name, int... body) {
        byte[] bytes = new byte[body.length];
        for (int i = 0; i < body.length; i++) {
            bytes[i] = (byte) body[i];
        }
        extras.add(chunk(name, bytes, 0, bytes.length));
        return this;
    }

    /** A palette of so many colours, each different. */
    PngFiles withPalette(int size) {
        int[] entries = new int[3 * size];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = i * 37 + i / 3 & 0xff;
        }
        return with("PLTE", entries);
    }

    byte[] bytes() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put((byte) depth).put((byte) color).put(12, (byte) (interlaced ? 1 : 0));
        file.writeBytes(chunk("IHDR", header.array(), 0, 13));
        extras.forEach(file::writeBytes);
        byte[] pixels = deflate(filtered(), 6, Deflater.DEFAULT_STRATEGY);
        for (int at = 0; at < pixels.length; at += Math.min(part, pixels.length - at)) {
            file.writeBytes(chunk("IDAT", pixels, at, Math.min(part, pixels.length - at)));
        }
        file.writeBytes(chunk("IEND", new byte[0], 0, 0));
        return file.toByteArray();
    }

    static byte[] deflate(byte[] bytes, int level, int strategy) {
        Deflater deflater = new Deflater(level);
        deflater.setStrategy(strategy);
        deflater.setInput(bytes);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }

    private int channels() {
        return CHANNELS[color];
    }

    private byte[] filtered() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int[] pass : interlaced ? PASSES : new int[][] {{0, 0, 1, 1}}) {
            byte[] above = new byte[0];
            int filter = 0;
            for (int y = pass[1]; y < height && pass[0] < width; y += pass[3]) {
                byte[] row = pack(y, pass[0], pass[2]);
                above = above.length == 0 ? new byte[row.length] : above;
                out.write(filter);
                out.writeBytes(filter(filter, row, above));
                filter = (filter + 1) % 5;
                above = row;
            }
        }
        return out.toByteArray();
    }

    private byte[] pack(int y, int x0, int step) {
        int pixels = (width - x0 - 1) / step + 1;
        byte[] row = new byte[(pixels * channels() * depth + 7) / 8];
        int bit = 0;
        for (int x = x0; x < width; x += step) {
            for (int channel = 0; channel < channels(); channel++, bit += depth) {
                int sample = sample(x, y, channel);
                if (depth == 16) {
                    row[bit / 8] = (byte) (sample >> 8);
                    row[bit / 8 + 1] = (byte) sample;
                } else {
                    row[bit / 8] |= (byte) (sample << 8 - depth - bit % 8);
                }
            }
        }
        return row;
    }

    private byte[] filter(int filter, byte[] row, byte[] above) {
        int step = Math.max(1, channels() * depth / 8);
        byte[] result = new byte[row.length];
        for (int i = 0; i < row.length; i++) {
            int left = i < step ? 0 : row[i - step] & 0xff;
            int corner = i < step ? 0 : above[i - step] & 0xff;
            result[i] = (byte) (row[i] - prediction(filter, left, above[i] & 0xff, corner));
        }
        return result;
    }

    /** Third edition, section 9. */
    static int prediction(int filter, int a, int b, int c) {
        return switch (filter) {
            case 0 -> 0;
            case 1 -> a;
            case 2 -> b;
            case 3 -> (a + b) / 2;
            default -> paeth(a, b, c);
        };
    }

    private static int paeth(int a, int b, int c) {
        int estimate = a + b - c;
        int toA = Math.abs(estimate - a);
        int toB = Math.abs(estimate - b);
        int toC = Math.abs(estimate - c);
        return toA <= toB && toA <= toC ? a : toB <= toC ? b : c;
    }

    private static byte[] chunk(String name, byte[] body, int from, int count) {
        CRC32 crc = new CRC32();
        byte[] type = name.getBytes(StandardCharsets.US_ASCII);
        crc.update(type);
        crc.update(body, from, count);
        ByteBuffer chunk = ByteBuffer.allocate(count + 12).putInt(count).put(type);
        return chunk.put(body, from, count).putInt((int) crc.getValue()).array();
    }

    interface SampleAt {
        int sample(int x, int y, int channel);
    }
}
