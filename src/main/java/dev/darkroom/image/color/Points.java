package dev.darkroom.image.color;

import dev.darkroom.image.codec.Bytes;
import java.io.IOException;

/** Numbers as profiles store them, of one byte or two, widened to 0 to 65535. */
final class Points {
    private Points() {}

    /** All of a tag's part. */
    static char[] read(Bytes bytes, int width) throws IOException {
        char[] points = new char[bytes.length() / width];
        for (int i = 0; i < points.length; i++) {
            points[i] = (char) (width == 1 ? bytes.u8(i) * 257 : bytes.u16(2L * i));
        }
        return points;
    }
}
