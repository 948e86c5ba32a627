package dev.darkroom.image.jpeg;

import dev.darkroom.image.codec.LimitExceededException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.stream.ImageInputStream;

/** Gets the bytes of a file out of a stream, and tables out of files that hold nothing else (T.81, B.5). */
final class JpegInput {
    /** Largest file that is read, in bytes. */
    static final int MAX_BYTES = 256 << 20;

    static final byte[] NO_TABLES = {};

    private static final int SOI_BYTES = 2;
    private static final int FIRST_FRAME = 0xc0;
    private static final int DHT = 0xc4;
    private static final int SOS = 0xda;
    private static final int DQT = 0xdb;
    private static final int BLOCK = 1 << 16;

    private JpegInput() {}

    /**
     * Reads from where the stream stands to its end.
     *
     * @throws LimitExceededException if that is more than {@link #MAX_BYTES}
     */
    static byte[] readAll(ImageInputStream stream) throws IOException {
        long expected = stream.length() - stream.getStreamPosition();
        byte[] content = new byte[(int) Math.max(BLOCK, Math.min(MAX_BYTES, expected))];
        int length = 0;
        while (true) {
            int count = stream.read(content, length, content.length - length);
            length += Math.max(0, count);
            if (count < 0) {
                return Arrays.copyOf(content, length);
            }
            if (length == content.length) {
                // Of a file of known length there is no more: looked at before room is made for it.
                int next = stream.read();
                if (next < 0) {
                    return content;
                }
                content = larger(content);
                content[length++] = (byte) next;
            }
        }
    }

    private static byte[] larger(byte[] full) throws LimitExceededException {
        if (full.length == MAX_BYTES) {
            throw new LimitExceededException("This JPEG file is too large to be read.");
        }
        return Arrays.copyOf(full, (int) Math.min(MAX_BYTES, 2L * full.length));
    }

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
