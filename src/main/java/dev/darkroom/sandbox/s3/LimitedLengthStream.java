package dev.darkroom.sandbox.s3;

import dev.darkroom.sandbox.http.ServiceException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Refuses a file whose length is outside the limits of a form's policy, as soon as that is known. */
final class LimitedLengthStream extends FilterInputStream {
    private final FormPolicy policy;
    private long length;

    LimitedLengthStream(InputStream in, FormPolicy policy) {
        super(in);
        this.policy = policy;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        int n = super.read(buffer, offset, count);
        length += Math.max(n, 0);
        if (length > policy.most()) {
            throw new ServiceException(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
        }
        if (n < 0 && length < policy.least()) {
            throw new ServiceException(
                    400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size");
        }
        return n;
    }
}
