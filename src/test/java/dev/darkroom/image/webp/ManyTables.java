package dev.darkroom.image.webp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes a lossless file of 512 x 512 pixels whose parts of 4 x 4 have codes of their own, as large as a few bits make them. */
final class ManyTables {
    private static final int SIDE = 512;
    private static final int PARTS = (SIDE / 4) * (SIDE / 4);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int pending;
    private int count;

    private ManyTables() {}

    static byte[] file(int tables) {
        ManyTables out = new ManyTables();
        out.write(0x2f, 8);
        out.write(SIDE - 1, 14);
        out.write(SIDE - 1, 14);
        // No alpha, version 0, no transforms, no colour cache; then parts, of 4 x 4 pixels.
        out.write(0, 1 + 3 + 1 + 1);
        out.write(1, 1);
        out.write(0, 3);
        out.writeNumbersOfParts(tables);
        for (int i = 0; i < tables; i++) {
            out.writeFlatCode(280);
            out.writeFlatCode(256);
            out.writeFlatCode(256);
            out.writeFlatCode(256);
            out.writeSingle();
        }
        byte[] pixels = new byte[SIDE * SIDE * 5];
        out.bytes.writeBytes(pixels);
        return riff(out.bytes.toByteArray());
    }

    /** A picture of one pixel for each part: red and green are the high and low byte of its number. */
    private void writeNumbersOfParts(int tables) {
        write(0, 1);
        writeFlatCode(280);
        writeFlatCode(256);
        writeSingle();
        writeSingle();
        writeSingle();
        for (int part = 0; part < PARTS; part++) {
            int number = part % tables;
            writeGreen(number & 0xff);
            writeReversed(number >> 8, 8);
        }
    }

    /** Of 280 symbols the first 232 have eight bits, and the rest nine. */
    private void writeGreen(int value) {
        if (value < 232) {
            writeReversed(value, 8);
        } else {
            writeReversed(464 + value - 232, 9);
        }
    }

    /** Symbols with lengths of eight, or where there are more than 256, of nine at the end. */
    private void writeFlatCode(int symbols) {
        int nines = 2 * (symbols - 256);
        // Not simple; lengths of all codes of lengths up to that of nine; lengths 8 and 9 take a bit each.
        write(0, 1);
        write(14 - 4, 4);
        for (int kind : new int[] {17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10}) {
            boolean used = kind == 8 || kind == 9 && nines > 0;
            write(used ? 1 : 0, 3);
        }
        write(0, 1);
        for (int symbol = 0; symbol < symbols && nines > 0; symbol++) {
            write(symbol < symbols - nines ? 0 : 1, 1);
        }
    }

    private void writeSingle() {
        // Simple, of one symbol of one bit: 0.
        write(1, 1);
        write(0, 3);
    }

    private void writeReversed(int code, int bits) {
        write(Integer.reverse(code) >>> 32 - bits, bits);
    }

    private void write(int value, int bits) {
        for (int i = 0; i < bits; i++) {
            pending |= (value >> i & 1) << count++;
            if (count == 8) {
                bytes.write(pending);
                pending = 0;
                count = 0;
            }
        }
    }

    private static byte[] riff(byte[] body) {
        ByteBuffer file =
                ByteBuffer.allocate(20 + body.length + (body.length & 1)).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(file.capacity() - 8);
        file.put("WEBPVP8L".getBytes(StandardCharsets.US_ASCII))
                .putInt(body.length)
                .put(body);
        return file.array();
    }
}
