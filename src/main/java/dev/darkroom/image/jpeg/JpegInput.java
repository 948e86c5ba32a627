package dev.darkroom.image.jpeg;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Tables out of files that hold nothing else (T.81, B.5), for files that lack theirs. */
final class JpegInput {
    static final byte[] NO_TABLES = {};

    private static final int SOI_BYTES = 2;
    private static final int FIRST_FRAME = 0xc0;
    private static final int DHT = 0xc4;
    private static final int SOS = 0xda;
    private static final int DQT = 0xdb;

    private JpegInput() {}

    /** The quantisation and Huffman tables of a file that holds no picture, as whole segments; empty if it does. */
    static Optional<byte[]> tablesAlone(byte[] content) {
        ByteArrayOutputStream tables = new ByteArrayOutputStream();
        int at = SOI_BYTES;
        while (at + 4 <= content.length && content[at] == (byte) 0xff) {
            int end = at + 2 + ((content[at + 2] & 0xff) << 8 | content[at + 3] & 0xff);
            int marker = content[at + 1] & 0xff;
            if (marker == DHT || marker == DQT) {
                tables.write(content, at, Math.min(end, content.length) - at);
            } else if (marker >= FIRST_FRAME && marker <= SOS) {
                return Optional.empty();
            }
            at = end;
        }
        return tables.size() == 0 ? Optional.empty() : Optional.of(tables.toByteArray());
    }

    /** A file with tables put in front; where it defines its own, those count. */
    static byte[] withTables(byte[] tables, byte[] content) {
        if (tables.length == 0 || content.length < SOI_BYTES) {
            return content;
        }
        byte[] result = new byte[tables.length + content.length];
        System.arraycopy(content, 0, result, 0, SOI_BYTES);
        System.arraycopy(tables, 0, result, SOI_BYTES, tables.length);
        System.arraycopy(content, SOI_BYTES, result, SOI_BYTES + tables.length, content.length - SOI_BYTES);
        return result;
    }
}
