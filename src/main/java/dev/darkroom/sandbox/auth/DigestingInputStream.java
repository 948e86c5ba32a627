package dev.darkroom.sandbox.auth;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Computes the MD5 and chosen checksums of what flows through; they are known once the end was read. */
public class DigestingInputStream extends FilterInputStream {
    private final MessageDigest md5 = SigV4.digest("MD5");
    private final Map<ChecksumAlgorithm, ChecksumAlgorithm.Digest> digests = new EnumMap<>(ChecksumAlgorithm.class);
    private final Map<String, String> checksums = new TreeMap<>();
    private String md5Hex = "";
    private long length;
    private boolean ended;

    /** Wraps a stream. */
    public DigestingInputStream(InputStream in, Set<ChecksumAlgorithm> algorithms) {
        super(in);
        algorithms.forEach(algorithm -> digests.put(algorithm, algorithm.start()));
    }

    /** MD5 in hex. */
    public final String md5() {
        return md5Hex;
    }

    /** Checksums by header name. */
    public final Map<String, String> checksums() {
        return checksums;
    }

    /** Bytes read so far. */
    public final long length() {
        return length;
    }

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public final int read(byte[] buffer, int offset, int count) throws IOException {
        int n = super.read(buffer, offset, count);
        if (n >= 0) {
            length += n;
            md5.update(buffer, offset, n);
            digests.values().forEach(d -> d.update(buffer, offset, n));
            consumed(buffer, offset, n);
        } else if (!ended) {
            ended = true;
            md5Hex = HexFormat.of().formatHex(md5.digest());
            digests.forEach((algorithm, digest) -> checksums.put(algorithm.header(), digest.base64()));
            ended();
        }
        return n;
    }

    /** Hears of each piece read. */
    void consumed(byte[] buffer, int offset, int count) {
        // for subclasses
    }

    /** Hears once of the end. */
    void ended() {
        // for subclasses
    }
}
