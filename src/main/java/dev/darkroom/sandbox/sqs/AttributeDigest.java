package dev.darkroom.sandbox.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** MD5 of bodies and attributes, by which clients check what arrived ("Calculating the MD5 message digest"). */
final class AttributeDigest {
    private static final byte STRING = 1;
    private static final byte BINARY = 2;

    private AttributeDigest() {}

    static String ofBody(String body) {
        return hex(body.getBytes(StandardCharsets.UTF_8), md5());
    }

    static String ofAttributes(JsonNode attributes) {
        MessageDigest digest = md5();
        Map<String, JsonNode> sorted = new TreeMap<>();
        attributes.properties().forEach(e -> sorted.put(e.getKey(), e.getValue()));
        sorted.forEach((name, attribute) -> {
            add(digest, name.getBytes(StandardCharsets.UTF_8));
            add(digest, attribute.path("DataType").asText().getBytes(StandardCharsets.UTF_8));
            boolean binary = attribute.path("DataType").asText().startsWith("Binary");
            digest.update(binary ? BINARY : STRING);
            add(
                    digest,
                    binary
                            ? bytes(attribute)
                            : attribute.path("StringValue").asText().getBytes(StandardCharsets.UTF_8));
        });
        return hex(new byte[0], digest);
    }

    private static byte[] bytes(JsonNode attribute) {
        try {
            return attribute.path("BinaryValue").binaryValue();
        } catch (IOException notBase64) {
            throw SqsErrors.invalidParameter("A BinaryValue is not base64.");
        }
    }

    private static void add(MessageDigest digest, byte[] value) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(value.length).array());
        digest.update(value);
    }

    private static String hex(byte[] bytes, MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest(bytes));
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
