package dev.darkroom.sandbox.s3;

import java.io.IOException;
import java.io.InputStream;

/** An object that is being copied, open for reading. */
record CopySource(Bucket bucket, StoredObject object, InputStream content) implements AutoCloseable {
    @Override
    public void close() throws IOException {
        content.close();
    }
}
