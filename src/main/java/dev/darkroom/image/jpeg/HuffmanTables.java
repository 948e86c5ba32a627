package dev.darkroom.image.jpeg;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Huffman tables by content. Most cameras write the tables of T.81's annex K, and building one costs more than decoding a
 * small picture does, so the last few are kept. Thread-safe.
 */
final class HuffmanTables {
    /** Of some 25 KB each. */
    private static final int KEPT = 64;

    private static final HuffmanTables SHARED = new HuffmanTables();

    private final Map<ByteBuffer, HuffmanTable> tables = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, HuffmanTable> eldest) {
            return size() > KEPT;
        }
    };

    private HuffmanTables() {}

    static HuffmanTables shared() {
        return SHARED;
    }

    /** See {@link HuffmanTable#of}. */
    HuffmanTable get(boolean ac, byte[] counts, byte[] symbols) throws IOException {
        byte[] content = new byte[1 + counts.length + symbols.length];
        content[0] = (byte) (ac ? 1 : 0);
        System.arraycopy(counts, 0, content, 1, counts.length);
        System.arraycopy(symbols, 0, content, 1 + counts.length, symbols.length);
        ByteBuffer key = ByteBuffer.wrap(content);
        synchronized (tables) {
            HuffmanTable known = tables.get(key);
            if (known != null) {
                return known;
            }
        }
        HuffmanTable built = HuffmanTable.of(ac, counts, symbols);
        synchronized (tables) {
            tables.put(key, built);
        }
        return built;
    }
}
