package dev.darkroom.image.color;

import dev.darkroom.image.codec.Bytes;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The header and the tag table of an ICC profile of version 2 or 4 (ICC.1:2010, clause 7), checked. Of profiles that
 * describe a device only: links, abstract and named colour profiles are refused. Immutable, but for the array that it
 * is a view of.
 */
final class IccProfile {
    private static final int MAX_TAGS = 100;
    private static final int HEADER = 128;
    private static final int TAG_ENTRY = 12;
    /** Scanner, monitor, printer, and conversion between colour spaces. */
    private static final Set<String> CLASSES = Set.of("scnr", "mntr", "prtr", "spac");

    private final ColorKind kind;
    private final boolean output;
    private final boolean lab;
    private final Map<String, Bytes> tags;

    private IccProfile(ColorKind kind, boolean output, boolean lab, Map<String, Bytes> tags) {
        this.kind = kind;
        this.output = output;
        this.lab = lab;
        this.tags = tags;
    }

    /**
     * Reads the header and the tag table. Tags that reach over the end count as absent.
     *
     * @throws IOException if this is no profile, or of a kind that describes no picture's colours
     */
    static IccProfile parse(byte[] data) throws IOException {
        Bytes bytes = Bytes.of(data, ByteOrder.BIG_ENDIAN);
        Bytes header = bytes.slice(0, HEADER);
        if (!header.ascii(36, 4).equals("acsp") || header.u8(8) > 4) {
            throw new IOException("not a profile of version 2 or 4");
        }
        String profileClass = header.ascii(12, 4);
        String connection = header.ascii(20, 4);
        if (!CLASSES.contains(profileClass) || !(connection.equals("XYZ ") || connection.equals("Lab "))) {
            throw new IOException("profile of class " + profileClass + " to " + connection);
        }
        String space = header.ascii(16, 4);
        ColorKind kind = Arrays.stream(ColorKind.values())
                .filter(candidate -> candidate.signature().equals(space))
                .findFirst()
                .orElseThrow(() -> new IOException("profile for " + space));
        return new IccProfile(kind, profileClass.equals("prtr"), connection.equals("Lab "), tags(bytes));
    }

    /** What the device's colours are made of. */
    ColorKind kind() {
        return kind;
    }

    /** Whether the device puts colours on paper. */
    boolean isOutput() {
        return output;
    }

    /** Whether colours are related to CIELAB, rather than to XYZ. */
    boolean connectsToLab() {
        return lab;
    }

    /** The type signature and what follows it, of at least 8 bytes. */
    Optional<Bytes> tag(String signature) {
        return Optional.ofNullable(tags.get(signature));
    }

    /** @throws IOException if the profile has no such tag */
    Bytes require(String signature) throws IOException {
        return tag(signature).orElseThrow(() -> new IOException("no " + signature));
    }

    private static Map<String, Bytes> tags(Bytes bytes) throws IOException {
        long count = bytes.u32(HEADER);
        if (count > MAX_TAGS) {
            throw new IOException(count + " tags");
        }
        Map<String, Bytes> tags = new HashMap<>();
        for (int i = 0; i < count; i++) {
            int at = HEADER + 4 + i * TAG_ENTRY;
            long offset = bytes.u32(at + 4L);
            long size = bytes.u32(at + 8L);
            if (size >= 8 && bytes.has(offset, size)) {
                tags.putIfAbsent(bytes.ascii(at, 4), bytes.slice(offset, size));
            }
        }
        return tags;
    }
}
