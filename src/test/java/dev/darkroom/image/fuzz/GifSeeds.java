package dev.darkroom.image.fuzz;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** GIF files: plain, interlaced, of few colours, transparent, and animated with each way of disposal. */
final class GifSeeds {
    private static final int WIDTH = 30;
    private static final int HEIGHT = 20;

    private GifSeeds() {}

    static List<byte[]> all() {
        return List.of(
                still(BufferedImage.TYPE_BYTE_INDEXED, true),
                still(BufferedImage.TYPE_BYTE_INDEXED, false),
                still(BufferedImage.TYPE_BYTE_BINARY, true),
                still(BufferedImage.TYPE_BYTE_GRAY, false),
                animated(0, 1, 2, 3),
                animated(3, 3, 1, 2, 2, 3),
                animated(2, 7, 0));
    }

    private static byte[] still(int type, boolean interlaced) {
        ImageWriter writer = Writers.of("gif");
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setProgressiveMode(interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        return Writers.write(writer, new IIOImage(Writers.picture(type, WIDTH, HEIGHT), null, null), param);
    }

    /** Frames of one size at different places, every other one with a palette of its own. */
    private static byte[] animated(int... disposals) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        latin1(out, "GIF89a");
        shorts(out, WIDTH, HEIGHT);
        out.writeBytes(new byte[] {(byte) 0x81, 0, 0, 0, 0, 0, -1, 0, 0, 0, -1, 0, 0, 0, -1});
        latin1(out, "!\u00ff\u000bNETSCAPE2.0\u0003\u0001\0\0\0");
        for (int i = 0; i < disposals.length; i++) {
            latin1(out, "!\u00f9\u0004");
            out.write(disposals[i] << 2 | i & 1);
            shorts(out, 5);
            out.writeBytes(new byte[] {2, 0, 0x2c});
            shorts(out, 3 * i, 2 * i, 8, 6);
            out.write(i % 2 == 0 ? 0 : 0xc0);
            if (i % 2 == 1) {
                out.writeBytes(new byte[] {0, 0, 0, -1, -1, -1});
            }
            pixels(out, 8 * 6);
        }
        out.write(0x3b);
        return out.toByteArray();
    }

    /** Codes of 3 bits for pixels of 2, with a clear code in front of every second pixel so that they stay 3 bits. */
    private static void pixels(ByteArrayOutputStream out, int count) {
        int bits = 0;
        int bitCount = 0;
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (int i = 0; i <= count * 3 / 2; i++) {
            int code = i == count * 3 / 2 ? 5 : i % 3 == 0 ? 4 : i / 3 & 1;
            bits |= code << bitCount;
            bitCount += 3;
            while (bitCount >= 8) {
                packed.write(bits);
                bits >>= 8;
                bitCount -= 8;
            }
        }
        packed.write(bits);
        out.write(2);
        out.write(packed.size());
        out.writeBytes(packed.toByteArray());
        out.write(0);
    }

    private static void latin1(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void shorts(ByteArrayOutputStream out, int... values) {
        for (int value : values) {
            out.write(value);
            out.write(value >> 8);
        }
    }
}
