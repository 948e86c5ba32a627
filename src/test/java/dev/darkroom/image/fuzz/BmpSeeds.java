package dev.darkroom.image.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Bitmaps of each depth, header and compression. */
final class BmpSeeds {
    private static final int WIDTH = 21;
    private static final int HEIGHT = 13;
    private static final int FILE_HEADER = 14;

    private BmpSeeds() {}

    static List<byte[]> all() {
        List<byte[]> files = new ArrayList<>();
        for (int bits : new int[] {1, 4, 8, 16, 24, 32}) {
            files.add(plain(40, bits, HEIGHT));
            files.add(plain(bits == 24 || bits < 16 ? 12 : 108, bits, bits == 24 ? HEIGHT : -HEIGHT));
        }
        files.add(plain(64, 24, HEIGHT));
        files.add(plain(124, 32, HEIGHT));
        files.add(masked(16, 0xf800, 0x07e0, 0x001f));
        files.add(masked(32, 0x3ff00000, 0x000ffc00, 0x000003ff));
        files.add(packed(8, 1, runs(8)));
        files.add(packed(4, 2, runs(4)));
        return files;
    }

    private static byte[] plain(int header, int bits, int height) {
        int palette = bits > 8 ? 0 : (header == 12 ? 3 : 4) << bits;
        byte[] pixels = new byte[(WIDTH * bits + 31) / 32 * 4 * HEIGHT];
        new Random(bits).nextBytes(pixels);
        return file(header, bits, header == 12 ? HEIGHT : height, 0, new byte[palette], pixels);
    }

    private static byte[] masked(int bits, int... masks) {
        ByteBuffer palette = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        palette.putInt(masks[0]).putInt(masks[1]).putInt(masks[2]);
        byte[] pixels = new byte[(WIDTH * bits + 31) / 32 * 4 * HEIGHT];
        new Random(bits).nextBytes(pixels);
        return file(40, bits, HEIGHT, 3, palette.array(), pixels);
    }

    private static byte[] packed(int bits, int compression, byte[] pixels) {
        return file(40, bits, HEIGHT, compression, new byte[4 << bits], pixels);
    }

    /** A run, a literal of five pixels, the end of the row; a jump now and then; the end of the picture. */
    private static byte[] runs(int bits) {
        ByteBuffer out = ByteBuffer.allocate(1000);
        for (int y = 0; y < HEIGHT; y++) {
            out.put((byte) 9).put((byte) 0x12);
            out.putShort((short) 5).put(bits == 8 ? new byte[] {1, 2, 3, 4, 5, 0} : new byte[] {0x12, 0x34, 0x50, 0});
            if (y % 5 == 2) {
                out.putShort((short) 2).put((byte) 3).put((byte) 0);
            }
            out.putShort((short) 0);
        }
        out.putShort((short) 1);
        byte[] bytes = new byte[out.position()];
        out.get(0, bytes);
        return bytes;
    }

    private static byte[] file(int header, int bits, int height, int compression, byte[] palette, byte[] pixels) {
        new Random(bits).nextBytes(compression == 3 ? new byte[0] : palette);
        int offset = FILE_HEADER + header + palette.length;
        ByteBuffer file = ByteBuffer.allocate(offset + pixels.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'B')
                .put((byte) 'M')
                .putInt(file.capacity())
                .putInt(0)
                .putInt(offset)
                .putInt(header);
        if (header == 12) {
            file.putShort((short) WIDTH)
                    .putShort((short) height)
                    .putShort((short) 1)
                    .putShort((short) bits);
        } else {
            file.putInt(WIDTH).putInt(height).putShort((short) 1).putShort((short) bits);
            file.putInt(compression).putInt(pixels.length);
        }
        if (header >= 108) {
            // Readers look for masks here even where nothing says that there are any.
            file.putInt(54, 0x7c00).putInt(58, 0x03e0).putInt(62, 0x001f);
        }
        return file.position(FILE_HEADER + header).put(palette).put(pixels).array();
    }
}
