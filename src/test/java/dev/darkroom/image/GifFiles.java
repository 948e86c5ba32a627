package dev.darkroom.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Animated GIFs whose frames are rectangles of one colour: 0 red, 1 green, 2 blue. */
final class GifFiles {
    private GifFiles() {}

    static byte[] of(int width, int height, List<Frame> frames) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("GIF89a".getBytes(StandardCharsets.US_ASCII));
        writeShorts(out, width, height);
        out.writeBytes(new byte[] {(byte) 0x81, 0, 0, -1, 0, 0, 0, -1, 0, 0, 0, -1, 0, 0, 0});
        for (Frame frame : frames) {
            out.writeBytes(new byte[] {0x21, (byte) 0xf9, 4, (byte) (frame.disposal << 2), 10, 0, 0, 0, 0x2c});
            writeShorts(out, frame.x, frame.y, frame.width, frame.height);
            out.write(0);
            byte[] pixels = new byte[frame.width * frame.height];
            Arrays.fill(pixels, (byte) frame.color);
            GifLzwEncoder.encode(pixels, 2, out);
        }
        out.write(0x3b);
        return out.toByteArray();
    }

    private static void writeShorts(ByteArrayOutputStream out, int... values) {
        for (int value : values) {
            out.write(value);
            out.write(value >> 8);
        }
    }

    record Frame(int x, int y, int width, int height, int disposal, int color) {}
}
