package dev.darkroom.image.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** PNG files of every colour type, depth and interlacing, and mending of damaged ones. */
final class PngFiles {
    private static final int WIDTH = 21;
    private static final int HEIGHT = 13;
    private static final int MAX_PIXELS = 1 << 16;
    /** Colour type, then bit depth. */
    private static final int[][] KINDS = {
        {0, 1}, {0, 2}, {0, 4}, {0, 8}, {0, 16}, {2, 8}, {2, 16}, {3, 1}, {3, 2}, {3, 4}, {3, 8}, {4, 8}, {4, 16},
        {6, 8}, {6, 16}
    };
    /** Start and step of columns and rows of each pass of Adam7: PNG specification, section 8.2. */
    private static final int[][] ADAM7 = {
        {0, 8, 0, 8}, {4, 8, 0, 8}, {0, 4, 4, 8}, {2, 4, 0, 4}, {0, 2, 2, 4}, {1, 2, 0, 2}, {0, 1, 1, 2}
    };

    private static final int[][] WHOLE = {{0, 1, 0, 1}};

    private PngFiles() {}

    /** One file of each kind. */
    static List<byte[]> all() {
        List<byte[]> files = new ArrayList<>();
        for (int[] kind : KINDS) {
            for (int interlaced = 0; interlaced <= 1; interlaced++) {
                files.add(of(kind[0], kind[1], interlaced == 1));
            }
        }
        return files;
    }

    /** The file with correct lengths and checksums of all chunks that lie within it. */
    static byte[] repaired(byte[] png) {
        ByteBuffer file = ByteBuffer.wrap(png.clone());
        for (int at = 8; at + 12 <= png.length; ) {
            long length = file.getInt(at) & 0xffffffffL;
            if (length > png.length - at - 12) {
                break;
            }
            file.putInt(at + 8 + (int) length, checksum(png, at + 4, 4 + (int) length));
            at += 12 + (int) length;
        }
        return file.array();
    }

    /** The file with its unpacked pixels, filter bytes included, changed and packed again; unchanged if it has none. */
    static byte[] withPixels(byte[] png, UnaryOperator<byte[]> change) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(png, 0, Math.min(8, png.length));
        ByteBuffer file = ByteBuffer.wrap(png);
        for (int at = 8; at + 12 <= png.length; ) {
            int length = (int) Math.min(file.getInt(at) & 0xffffffffL, png.length - at - 12);
            if (file.getInt(at + 4) == 0x49444154) {
                packed.write(png, at + 8, length);
            } else if (file.getInt(at + 4) != 0x49454e44) {
                out.write(png, at, 12 + length);
            }
            at += 12 + length;
        }
        byte[] pixels = inflate(packed.toByteArray());
        if (pixels.length == 0) {
            return png;
        }
        chunk(out, "IDAT", deflate(change.apply(pixels)));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static byte[] of(int colorType, int depth, boolean interlaced) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1));
        ByteBuffer header = ByteBuffer.allocate(13).putInt(WIDTH).putInt(HEIGHT);
        header.put((byte) depth).put((byte) colorType).put(12, (byte) (interlaced ? 1 : 0));
        chunk(out, "IHDR", header.array());
        chunk(out, "gAMA", new byte[] {0, 0, (byte) 0xb1, (byte) 0x8f});
        Random random = new Random(colorType * 100L + depth);
        if (colorType == 3) {
            byte[] palette = new byte[3 << depth];
            random.nextBytes(palette);
            chunk(out, "PLTE", palette);
            chunk(out, "tRNS", new byte[] {0, 127});
        } else if (colorType < 4) {
            chunk(out, "tRNS", new byte[colorType == 0 ? 2 : 6]);
        }
        byte[] packed = deflate(pixels(colorType, depth, interlaced, random));
        int half = packed.length / 2;
        chunk(out, "IDAT", Arrays.copyOf(packed, half));
        chunk(out, "IDAT", Arrays.copyOfRange(packed, half, packed.length));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    /** Each row has another filter; half of the samples are zero, so that some of it packs well. */
    private static byte[] pixels(int colorType, int depth, boolean interlaced, Random random) {
        int samples = colorType == 2 ? 3 : colorType == 4 ? 2 : colorType == 6 ? 4 : 1;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int[] pass : interlaced ? ADAM7 : WHOLE) {
            int columns = (WIDTH - pass[0] + pass[1] - 1) / pass[1];
            int rows = (HEIGHT - pass[2] + pass[3] - 1) / pass[3];
            for (int y = 0; y < rows; y++) {
                byte[] row = new byte[(columns * samples * depth + 7) / 8];
                random.nextBytes(row);
                Arrays.fill(row, 0, row.length / 2, (byte) 0);
                out.write(y % 5);
                out.writeBytes(row);
            }
        }
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String name, byte[] body) {
        ByteBuffer chunk = ByteBuffer.allocate(12 + body.length).putInt(body.length);
        chunk.put(name.getBytes(StandardCharsets.US_ASCII)).put(body);
        chunk.putInt(checksum(chunk.array(), 4, 4 + body.length));
        out.writeBytes(chunk.array());
    }

    private static int checksum(byte[] bytes, int offset, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    private static byte[] deflate(byte[] bytes) {
        Deflater deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        byte[] packed = new byte[bytes.length + 100];
        int length = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, length);
    }

    private static byte[] inflate(byte[] packed) {
        Inflater inflater = new Inflater();
        inflater.setInput(packed);
        byte[] bytes = new byte[MAX_PIXELS];
        try {
            return Arrays.copyOf(bytes, inflater.inflate(bytes));
        } catch (DataFormatException damaged) {
            return new byte[0];
        } finally {
            inflater.end();
        }
    }
}
