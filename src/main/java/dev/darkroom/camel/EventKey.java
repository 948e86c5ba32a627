package dev.darkroom.camel;

import dev.darkroom.index.IndexEntry;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Object keys as events of S3 write them. */
final class EventKey {

    private EventKey() {}

    /**
     * Decodes strictly: what is replaced or left out would be the key of another object.
     *
     * @param encoded a key, URL-encoded
     * @return the key
     * @throws UnknownMessageException if it is none that S3 could have written
     */
    static String decode(String encoded) throws UnknownMessageException {
        byte[] bytes = bytes(encoded);
        if (bytes.length > IndexEntry.MAX_KEY_BYTES) {
            throw new UnknownMessageException("The message reports an object whose key is longer than S3 takes");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw notEncoded();
        }
    }

    /** A character of ISO 8859-1 is a byte, so this undoes the escapes without taking the bytes for characters yet. */
    private static byte[] bytes(String encoded) throws UnknownMessageException {
        try {
            ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(encoded));
            String bytes = StandardCharsets.ISO_8859_1.decode(utf8).toString();
            return URLDecoder.decode(bytes, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw notEncoded();
        }
    }

    private static UnknownMessageException notEncoded() {
        return new UnknownMessageException("The message reports an object whose key is not URL-encoded");
    }
}
