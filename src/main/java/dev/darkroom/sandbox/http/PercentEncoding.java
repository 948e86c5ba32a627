package dev.darkroom.sandbox.http;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of UTF-8 text, as SigV4 defines it and as S3 uses it in lists and events. */
public final class PercentEncoding {
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private PercentEncoding() {}

    /** Encodes every byte but letters, digits and {@code -._~}. */
    public static String encode(String text) {
        return encode(text, UNRESERVED);
    }

    /** Encodes like {@link #encode(String)} but keeps slashes. */
    public static String encodePath(String path) {
        return encode(path, UNRESERVED + "/");
    }

    /** Encodes as S3 does in lists and events: a space becomes a plus, slashes stay. */
    public static String encodeKey(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
    }

    /**
     * Decodes percent sequences; a plus stays a plus.
     *
     * @throws ServiceException with status 400 when a sequence is cut short or not hexadecimal
     */
    public static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                decoded.write(raw[i]);
            } else {
                decoded.write(hexDigit(raw, i + 1) << 4 | hexDigit(raw, i + 2));
                i += 2;
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    private static String encode(String text, String kept) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b > 0 && kept.indexOf(b) >= 0) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HEX[b >> 4 & 15]).append(HEX[b & 15]);
            }
        }
        return encoded.toString();
    }

    private static int hexDigit(byte[] raw, int index) {
        int digit = index < raw.length ? Character.digit(raw[index], 16) : -1;
        if (digit < 0) {
            throw new ServiceException(400, "InvalidURI", "Couldn't parse the specified URI.");
        }
        return digit;
    }
}
