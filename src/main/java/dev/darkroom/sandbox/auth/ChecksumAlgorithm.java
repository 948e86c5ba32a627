package dev.darkroom.sandbox.auth;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** The checksums that S3 verifies and stores with an object. */
public enum ChecksumAlgorithm {
    /** CRC-32 of IEEE 802.3. */
    CRC32(() -> new CrcDigest(new CRC32(), Integer.BYTES)),
    /** CRC-32C (Castagnoli). */
    CRC32C(() -> new CrcDigest(new CRC32C(), Integer.BYTES)),
    /** SHA-1. */
    SHA1(() -> new HashDigest(SigV4.digest("SHA-1"))),
    /** SHA-256. */
    SHA256(() -> new HashDigest(SigV4.digest("SHA-256"))),
    /** CRC-64/NVME. */
    CRC64NVME(() -> new CrcDigest(new Crc64Nvme(), Long.BYTES));

    private final Supplier<Digest> digests;

    ChecksumAlgorithm(Supplier<Digest> digests) {
        this.digests = digests;
    }

    /** A running checksum. */
    public interface Digest {
        /** Adds bytes. */
        void update(byte[] bytes, int offset, int length);

        /** The checksum so far, in base64 of its big-endian bytes; ends the digest. */
        String base64();
    }

    /** Finds an algorithm by the name used in headers and XML, in any case. */
    public static Optional<ChecksumAlgorithm> named(String name) {
        return Arrays.stream(values())
                .filter(a -> a.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** Header that carries the value, such as {@code x-amz-checksum-crc32}. */
    public String header() {
        return "x-amz-checksum-" + name().toLowerCase(Locale.ROOT);
    }

    /** XML element that carries the value, such as {@code ChecksumCRC32}. */
    public String element() {
        return "Checksum" + name();
    }

    /** Starts a checksum. */
    public Digest start() {
        return digests.get();
    }

    private record CrcDigest(Checksum crc, int width) implements Digest {
        @Override
        public void update(byte[] bytes, int offset, int length) {
            crc.update(bytes, offset, length);
        }

        @Override
        public String base64() {
            byte[] value =
                    ByteBuffer.allocate(Long.BYTES).putLong(crc.getValue()).array();
            return Base64.getEncoder().encodeToString(Arrays.copyOfRange(value, Long.BYTES - width, Long.BYTES));
        }
    }

    private record HashDigest(MessageDigest hash) implements Digest {
        @Override
        public void update(byte[] bytes, int offset, int length) {
            hash.update(bytes, offset, length);
        }

        @Override
        public String base64() {
            return Base64.getEncoder().encodeToString(hash.digest());
        }
    }
}
