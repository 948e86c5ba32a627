package dev.darkroom.image.codec;

import java.io.IOException;
import java.util.Arrays;
import javax.imageio.stream.ImageInputStream;

/** Gets the bytes of a file out of a stream, as readers want them that go back and forth. */
public final class WholeFile {
    /** Largest file that is read, in bytes. */
    public static final int MAX_BYTES = 256 << 20;

    private static final int BLOCK = 1 << 16;

    private WholeFile() {}

    /**
     * Reads from where the stream stands to its end.
     *
     * @throws LimitExceededException if that is more than {@value #MAX_BYTES} bytes
     */
    public static byte[] read(ImageInputStream stream) throws IOException {
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
            throw new LimitExceededException("The file has more than " + MAX_BYTES + " bytes.");
        }
        return Arrays.copyOf(full, (int) Math.min(MAX_BYTES, 2L * full.length));
    }
}
