package dev.darkroom.image;

import dev.darkroom.image.codec.Bytes;
import java.io.IOException;

/** Unpacks the pixels of one frame: LZW of variable code length as in appendix F of the GIF89a specification. */
final class GifLzwDecoder {
    private static final int MAX_CODES = 4096;
    private static final int NO_CODE = -1;

    private final Bytes data;
    private final int clear;
    private final int[] prefixes = new int[MAX_CODES];
    private final byte[] suffixes = new byte[MAX_CODES];
    private final byte[] text = new byte[MAX_CODES];
    private int textStart = MAX_CODES;
    private int at = 1;
    private int blockEnd = 1;
    private int bits;
    private int bitCount;
    private int codeLength;
    private int nextCode;
    private int previous = NO_CODE;
    private byte firstOfPrevious;
    private boolean ended;

    /** @throws IOException if the code size is none that exists */
    GifLzwDecoder(Bytes data) throws IOException {
        this.data = data;
        int size = data.u8(0);
        if (size < 1 || size > 8) {
            throw new IOException("LZW code size " + size);
        }
        this.clear = 1 << size;
        for (int i = 0; i < clear; i++) {
            suffixes[i] = (byte) i;
        }
        reset();
    }

    /** Fills a row as far as there is data; returns the number of pixels. */
    int read(byte[] row) throws IOException {
        int filled = 0;
        while (filled < row.length) {
            if (textStart == MAX_CODES && !decodeNext()) {
                break;
            }
            int count = Math.min(row.length - filled, MAX_CODES - textStart);
            System.arraycopy(text, textStart, row, filled, count);
            textStart += count;
            filled += count;
        }
        return filled;
    }

    private void reset() {
        codeLength = Integer.numberOfTrailingZeros(clear) + 1;
        nextCode = clear + 2;
        previous = NO_CODE;
    }

    /** Unpacks the next code to the end of the text; false when the data is over or makes no sense. */
    private boolean decodeNext() throws IOException {
        int code = nextCode();
        while (code == clear) {
            reset();
            code = nextCode();
        }
        boolean valid = previous == NO_CODE ? code < clear : code <= nextCode && code != clear + 1;
        if (code < 0 || !valid) {
            ended = true;
            return false;
        }
        unpack(code);
        if (previous != NO_CODE && nextCode < MAX_CODES) {
            prefixes[nextCode] = previous;
            suffixes[nextCode] = text[textStart];
            nextCode++;
            if (nextCode == 1 << codeLength && codeLength < 12) {
                codeLength++;
            }
        }
        previous = code;
        firstOfPrevious = text[textStart];
        return true;
    }

    private void unpack(int code) {
        int current = code;
        if (code == nextCode) {
            text[--textStart] = firstOfPrevious;
            current = previous;
        }
        while (current >= clear) {
            text[--textStart] = suffixes[current];
            current = prefixes[current];
        }
        text[--textStart] = suffixes[current];
    }

    private int nextCode() throws IOException {
        while (bitCount < codeLength) {
            if (at == blockEnd && !openBlock()) {
                return NO_CODE;
            }
            bits |= data.u8(at++) << bitCount;
            bitCount += 8;
        }
        int code = bits & (1 << codeLength) - 1;
        bits >>>= codeLength;
        bitCount -= codeLength;
        return code;
    }

    private boolean openBlock() throws IOException {
        if (ended || !data.has(at, 1)) {
            return false;
        }
        int size = data.u8(at++);
        blockEnd = (int) Math.min((long) at + size, data.length());
        ended = size == 0;
        return at < blockEnd;
    }
}
