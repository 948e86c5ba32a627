package dev.darkroom.index;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of the gallery index, kept as the name of an empty object in the resized bucket:
 * {@code .gallery/<9999999999999 - upload time in ms>/<width>x<height>/<escaped key>}.
 *
 * <p>Keys sort by their bytes in S3, so the inverted time makes a plain LIST come back newest first.
 *
 * @param uploadedAt when the original arrived, to the millisecond, after 1970 and before 2286
 * @param width width of the thumbnail in pixels
 * @param height height of the thumbnail in pixels
 * @param key key of the thumbnail, which is that of the original
 */
public record IndexEntry(Instant uploadedAt, int width, int height, String key) {

    /** Longest key that S3 takes, in bytes of UTF-8. */
    public static final int MAX_KEY_BYTES = 1024;

    /** What the names of all entries start with; no upload may. */
    public static final String PREFIX = ".gallery/";

    /** What others may store beside the thumbnails, such as {@code .gallery-large/...}, without its being taken for pictures. */
    private static final String PREFIX_OF_OTHERS = ".gallery-";

    private static final long LAST_MILLI = 9_999_999_999_999L;
    private static final Pattern OBJECT_KEY =
            Pattern.compile(Pattern.quote(PREFIX) + "(\\d{13})/(\\d{1,6})x(\\d{1,6})/(.+)", Pattern.DOTALL);
    private static final Pattern STAMP = Pattern.compile("(\\d{1,13})/(\\d{1,6})x(\\d{1,6})");

    /** @throws IllegalArgumentException if the time cannot be written in 13 digits */
    public IndexEntry {
        long millis = uploadedAt.toEpochMilli();
        if (millis < 0 || millis > LAST_MILLI) {
            throw new IllegalArgumentException("Not a time that the index can hold: " + uploadedAt);
        }
        uploadedAt = Instant.ofEpochMilli(millis);
    }

    /** @return the name of the object that stands for this entry */
    public String objectKey() {
        return "%s%dx%d/%s".formatted(timePrefix(), width, height, escape(key));
    }

    /** @return what the names of all entries of this very time start with */
    public String timePrefix() {
        return "%s%013d/".formatted(PREFIX, LAST_MILLI - uploadedAt.toEpochMilli());
    }

    /** @return time and size in a form that fits object metadata, for {@link #fromStamp} */
    public String stamp() {
        return uploadedAt.toEpochMilli() + "/" + width + "x" + height;
    }

    /**
     * @param stamp text from {@link #stamp}
     * @param key key of the thumbnail
     * @return the entry; empty if the text is no stamp
     */
    public static Optional<IndexEntry> fromStamp(String stamp, String key) {
        Matcher matcher = STAMP.matcher(stamp);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new IndexEntry(
                Instant.ofEpochMilli(Long.parseLong(matcher.group(1))),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                key));
    }

    /**
     * @param objectKey name of any object
     * @return the entry that it stands for; empty if it stands for none
     */
    public static Optional<IndexEntry> parse(String objectKey) {
        Matcher matcher = OBJECT_KEY.matcher(objectKey);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Instant uploadedAt = Instant.ofEpochMilli(LAST_MILLI - Long.parseLong(matcher.group(1)));
        return unescape(matcher.group(4))
                .map(key -> new IndexEntry(
                        uploadedAt, Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)), key));
    }

    /** Percent-encodes what XML listings cannot carry, control characters, and the percent sign itself. */
    private static String escape(String key) {
        StringBuilder escaped = new StringBuilder(key.length() + 16);
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c == '%' || Character.isISOControl(c) || c >= '\uFFFE') {
                for (byte b : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
                    escaped.append('%').append("%02X".formatted(b & 0xFF));
                }
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static Optional<String> unescape(String escaped) {
        if (escaped.indexOf('%') < 0) {
            return Optional.of(escaped);
        }
        byte[] in = escaped.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[in.length];
        int length = 0;
        for (int i = 0; i < in.length; i++) {
            if (in[i] != '%') {
                out[length++] = in[i];
                continue;
            }
            int high = i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            int low = i + 2 < in.length ? Character.digit(in[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            out[length++] = (byte) (high << 4 | low);
            i += 2;
        }
        return Optional.of(new String(out, 0, length, StandardCharsets.UTF_8));
    }

    /**
     * @param key of an object in the resized bucket, or of an upload
     * @return whether no picture of the gallery can have that key
     */
    public static boolean isReserved(String key) {
        return key.startsWith(PREFIX) || key.startsWith(PREFIX_OF_OTHERS);
    }
}
