package dev.darkroom.image;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Packs 8 bit pixels with LZW of variable code length, in sub-blocks: appendix F of the GIF89a specification. */
final class GifLzwEncoder {
    private static final int PIXEL_BITS = 8;
    private static final int CLEAR = 1 << PIXEL_BITS;
    private static final int END = CLEAR + 1;
    private static final int MAX_CODES = 4096;
    private static final int BLOCK = 255;
    private static final int TABLE = 1 << 13;

    private final ByteArrayOutputStream out;
    private final byte[] block = new byte[BLOCK];
    private final int[] keys = new int[TABLE];
    private final short[] codes = new short[TABLE];
    private int blockSize;
    private int bits;
    private int bitCount;
    private int codeLength = PIXEL_BITS + 1;
    private int nextCode;

    private GifLzwEncoder(ByteArrayOutputStream out) {
        this.out = out;
    }

    /** Appends code size, packed pixels and terminator. */
    static void encode(byte[] pixels, ByteArrayOutputStream out) {
        out.write(PIXEL_BITS);
        new GifLzwEncoder(out).encode(pixels);
        out.write(0);
    }

    private void encode(byte[] pixels) {
        clear();
        int prefix = pixels[0] & 0xff;
        for (int i = 1; i < pixels.length; i++) {
            int key = prefix << PIXEL_BITS | pixels[i] & 0xff;
            int slot = slot(key);
            if (keys[slot] == key) {
                prefix = codes[slot];
                continue;
            }
            write(prefix);
            if (nextCode == MAX_CODES) {
                clear();
            } else {
                keys[slot] = key;
                codes[slot] = (short) nextCode++;
                if (nextCode > 1 << codeLength) {
                    codeLength++;
                }
            }
            prefix = pixels[i] & 0xff;
        }
        write(prefix);
        write(END);
        flush();
    }

    /** Where a key is, or would go. */
    private int slot(int key) {
        int slot = (key * 0x9e3779b1) >>> 32 - 13;
        while (keys[slot] != key && keys[slot] != -1) {
            slot = slot + 1 & TABLE - 1;
        }
        return slot;
    }

    private void clear() {
        write(CLEAR);
        codeLength = PIXEL_BITS + 1;
        nextCode = END + 1;
        Arrays.fill(keys, -1);
    }

    private void write(int code) {
        bits |= code << bitCount;
        bitCount += codeLength;
        while (bitCount >= 8) {
            writeByte();
        }
    }

    private void writeByte() {
        block[blockSize++] = (byte) bits;
        bits >>>= 8;
        bitCount -= 8;
        if (blockSize == BLOCK) {
            writeBlock();
        }
    }

    private void flush() {
        if (bitCount > 0) {
            writeByte();
        }
        if (blockSize > 0) {
            writeBlock();
        }
    }

    private void writeBlock() {
        out.write(blockSize);
        out.write(block, 0, blockSize);
        blockSize = 0;
    }
}
