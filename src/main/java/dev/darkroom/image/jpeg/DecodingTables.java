package dev.darkroom.image.jpeg;

import dev.darkroom.image.codec.Bytes;
import java.io.IOException;

/** The tables that a file has defined so far (ITU-T T.81, B.2.4). For one thread. */
final class DecodingTables {
    private static final int SLOTS = 4;
    private static final int[] UNDEFINED = {};

    private final HuffmanTable[] dc = new HuffmanTable[SLOTS];
    private final HuffmanTable[] ac = new HuffmanTable[SLOTS];
    private final int[][] quantisation = {UNDEFINED, UNDEFINED, UNDEFINED, UNDEFINED};
    private int restartInterval;

    /** MCUs between restart markers; 0 if there are none. */
    int restartInterval() {
        return restartInterval;
    }

    /** @throws IOException if the file has not defined it */
    HuffmanTable dc(int number) throws IOException {
        return defined(dc[number], number);
    }

    /** @throws IOException if the file has not defined it */
    HuffmanTable ac(int number) throws IOException {
        return defined(ac[number], number);
    }

    /**
     * The 64 quantisation steps in zigzag order; not to be changed.
     *
     * @throws IOException if the file has not defined it
     */
    int[] quantisation(int number) throws IOException {
        if (number >= SLOTS || quantisation[number] == UNDEFINED) {
            throw new IOException("no quantisation table " + number);
        }
        return quantisation[number];
    }

    void defineRestartInterval(Bytes body) throws IOException {
        restartInterval = body.u16(0);
    }

    void defineQuantisation(Bytes body) throws IOException {
        int at = 0;
        while (at < body.length()) {
            int what = body.u8(at++);
            int bytes = (what >> 4) + 1;
            int slot = what & 15;
            if (bytes > 2 || slot >= SLOTS) {
                throw new IOException("quantisation table " + slot + " of " + bytes + " bytes");
            }
            int[] steps = new int[64];
            for (int k = 0; k < steps.length; k++, at += bytes) {
                steps[k] = bytes == 1 ? body.u8(at) : body.u16(at);
            }
            quantisation[slot] = steps;
        }
    }

    void defineHuffman(Bytes body) throws IOException {
        int at = 0;
        while (at < body.length()) {
            int what = body.u8(at);
            byte[] counts = body.slice(at + 1L, 16).toArray();
            int total = 0;
            for (byte count : counts) {
                total += count & 0xff;
            }
            if (what > 0x1f || (what & 15) >= SLOTS || total > 256) {
                throw new IOException("Huffman table " + what + " of " + total + " codes");
            }
            byte[] symbols = body.slice(at + 17L, total).toArray();
            boolean isAc = what >> 4 == 1;
            (isAc ? ac : dc)[what & 15] = HuffmanTables.shared().get(isAc, counts, symbols);
            at += 17 + total;
        }
    }

    private static HuffmanTable defined(HuffmanTable table, int number) throws IOException {
        if (table == null) {
            throw new IOException("no Huffman table " + number);
        }
        return table;
    }
}
