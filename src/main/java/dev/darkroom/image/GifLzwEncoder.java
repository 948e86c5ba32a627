package dev.darkroom.image;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Packs pixels of 2 to 8 bits with LZW of variable code length, in sub-blocks: appendix F of the GIF89a specification. */
final class GifLzwEncoder {
    private static final int MIN_PIXEL_BITS = 2;
    private static final int MAX_CODE_LENGTH = 12;
    private static final int MAX_CODES = 1 << MAX_CODE_LENGTH;
    private static final int BLOCK = 255;
    private static final int TABLE = 1 << 13;

    private final ByteArrayOutputStream out;
    private final int pixelBits;
    private final int clearCode;
    private final int endCode;
    private final byte[] block = new byte[BLOCK];
    private final int[] keys = new int[TABLE];
    private final short[] codes = new short[TABLE];
    private int blockSize;
    private int bits;
    private int bitCount;
    private int codeLength;
    private int nextCode;

    private GifLzwEncoder(int pixelBits, ByteArrayOutputStream out) {
        this.out = out;
        this.pixelBits = pixelBits;
        this.clearCode = 1 << pixelBits;
        this.endCode = clearCode + 1;
        this.codeLength = pixelBits + 1;
    }

    /**
     * Appends code size, packed pixels and terminator.
     *
     * @param bits of a pixel, 1 to 8; of one bit are packed as of two, for there is no smaller code size
     */
    static void encode(byte[] pixels, int bits, ByteArrayOutputStream out) {
        int pixelBits = Math.max(MIN_PIXEL_BITS, bits);
        out.write(pixelBits);
        new GifLzwEncoder(pixelBits, out).encode(pixels);
        out.write(0);
    }

    private void encode(byte[] pixels) {
        clear();
        int prefix = pixels[0] & 0xff;
        for (int i = 1; i < pixels.length; i++) {
            int key = prefix << Byte.SIZE | pixels[i] & 0xff;
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
                codes[slot] = (short) nextCode;
                countCode();
            }
            prefix = pixels[i] & 0xff;
        }
        write(prefix);
        // The decoder makes an entry of what it has read, whether it will be used or not.
        countCode();
        write(endCode);
        flush();
    }

    private void countCode() {
        nextCode++;
        if (nextCode > 1 << codeLength && codeLength < MAX_CODE_LENGTH) {
            codeLength++;
        }
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
        write(clearCode);
        codeLength = pixelBits + 1;
        nextCode = endCode + 1;
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
