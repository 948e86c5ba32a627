package dev.darkroom.gallery;

import dev.darkroom.index.IndexEntry;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The key that a request for {@code /uploads/KEY} asks about.
 *
 * <p>It is read from the request target as the client sent it: servers tidy paths (they drop {@code ..} and double slashes), and
 * in an object key nothing of that is untidy.
 *
 * @param value the key itself; chosen by whoever uploads, so anything at all of 1 to 1024 bytes of UTF-8
 */
public record UploadKey(String value) {

    /** The path below which keys are found. */
    static final String PATH = "/uploads/";

    private static final int ESCAPE_LENGTH = 3;

    /** Scheme and host, which clients send along when they take the server for a proxy. */
    private static final Pattern ORIGIN = Pattern.compile("^https?://[^/?]*", Pattern.CASE_INSENSITIVE);

    /**
     * @param target target of the request line: path and query, perhaps with scheme and host before them
     * @return the key, percent-decoded once; a plus is a plus
     * @throws InvalidRequestException if the target names no key that S3 could have
     */
    static UploadKey ofTarget(String target) throws InvalidRequestException {
        String path = path(target);
        if (!path.startsWith(PATH) || path.length() == PATH.length()) {
            throw new InvalidRequestException("The address names no upload: its key belongs behind " + PATH + ".");
        }
        byte[] bytes = decode(path.substring(PATH.length()));
        if (bytes.length > IndexEntry.MAX_KEY_BYTES) {
            throw new InvalidRequestException("No key has more than " + IndexEntry.MAX_KEY_BYTES + " bytes.");
        }
        try {
            return new UploadKey(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new InvalidRequestException("The key is not in UTF-8.");
        }
    }

    /**
     * @param text value of a query parameter, decoded
     * @return the key; empty if S3 could not have one so long
     */
    static Optional<UploadKey> ofParameter(String text) {
        return Optional.of(text)
                .filter(key -> key.getBytes(StandardCharsets.UTF_8).length <= IndexEntry.MAX_KEY_BYTES)
                .map(UploadKey::new);
    }

    /** @return whether it is among the names of the gallery's own objects, which are no pictures */
    boolean isReserved() {
        return IndexEntry.isReserved(value);
    }

    private static String path(String target) {
        String relative = ORIGIN.matcher(target).replaceFirst("");
        int query = relative.indexOf('?');
        return query < 0 ? relative : relative.substring(0, query);
    }

    private static byte[] decode(String encoded) throws InvalidRequestException {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                decoded.write(octet(encoded, i));
                i += ESCAPE_LENGTH - 1;
            } else if (c > ' ' && c < '\u007F') {
                decoded.write(c);
            } else {
                // a server may have read its bytes in any charset
                throw new InvalidRequestException("Write characters beyond ASCII percent-encoded, as UTF-8.");
            }
        }
        return decoded.toByteArray();
    }

    private static int octet(String encoded, int percent) throws InvalidRequestException {
        int end = percent + ESCAPE_LENGTH;
        if (end > encoded.length()
                || !HexFormat.isHexDigit(encoded.charAt(percent + 1))
                || !HexFormat.isHexDigit(encoded.charAt(percent + 2))) {
            throw new InvalidRequestException("Percent signs need two hexadecimal digits after them; write a percent"
                    + " sign of the key itself as %25.");
        }
        return HexFormat.fromHexDigits(encoded, percent + 1, end);
    }
}
