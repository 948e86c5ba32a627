package dev.darkroom.sandbox.s3;

import dev.darkroom.sandbox.http.PercentEncoding;
import dev.darkroom.sandbox.http.ServiceException;
import dev.darkroom.sandbox.http.Xml;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is kept with an object besides its bytes: headers and tags, from wherever they come. */
final class Metadata {
    private static final String USER_PREFIX = "x-amz-meta-";
    private static final int MOST_USER_BYTES = 2048;
    private static final Set<String> KEPT = Set.of(
            "content-type", "content-encoding", "content-language", "content-disposition", "cache-control", "expires");

    private static final List<String> UNSUPPORTED = List.of(
            "x-amz-server-side-encryption-customer-",
            "x-amz-object-lock-",
            "x-amz-website-redirect-location",
            "x-amz-write-offset-bytes");

    private Metadata() {}

    /**
     * Picks the headers (or form fields) that S3 keeps.
     *
     * @param given by lower-case name
     */
    static Map<String, String> headers(Map<String, String> given) {
        requireSupported(given);
        Map<String, String> kept = new TreeMap<>();
        given.forEach((name, value) -> {
            if (KEPT.contains(name) || name.startsWith(USER_PREFIX)) {
                kept.put(name, value);
            }
        });
        kept.computeIfPresent("content-encoding", (name, value) -> withoutAwsChunked(value));
        kept.values().removeIf(String::isEmpty);
        kept.putIfAbsent("content-type", "binary/octet-stream");
        int userBytes = kept.entrySet().stream()
                .filter(e -> e.getKey().startsWith(USER_PREFIX))
                .mapToInt(e -> e.getKey().length()
                        - USER_PREFIX.length()
                        + e.getValue().length())
                .sum();
        if (userBytes > MOST_USER_BYTES) {
            throw new ServiceException(
                    400, "MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size");
        }
        return kept;
    }

    /** Tags as in the header {@code x-amz-tagging}: a query string. */
    static Map<String, String> tagsOfHeader(Optional<String> header) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String pair : header.orElse("").split("&")) {
            if (!pair.isEmpty()) {
                String[] parts = pair.replace('+', ' ').split("=", 2);
                String value = parts.length == 2 ? PercentEncoding.decode(parts[1]) : "";
                if (tags.put(PercentEncoding.decode(parts[0]), value) != null) {
                    throw Errors.invalidArgument("Cannot provide multiple Tags with the same key");
                }
            }
        }
        return requireValid(tags);
    }

    /** Tags as in the XML document {@code Tagging}. */
    static Map<String, String> tagsOfXml(String document) {
        Map<String, String> tags = new LinkedHashMap<>();
        Xml.parse(document, "Tagging").first("TagSet").stream()
                .flatMap(set -> set.all("Tag"))
                .forEach(tag -> {
                    String value = tag.value("Value").orElse("");
                    if (tags.put(tag.value("Key").orElse(""), value) != null) {
                        throw new ServiceException(400, "InvalidTag", "Cannot provide multiple Tags with the same key");
                    }
                });
        return requireValid(tags);
    }

    static Xml xmlOf(Map<String, String> tags) {
        List<Xml> entries = tags.entrySet().stream()
                .map(t -> Xml.of("Tag", Xml.leaf("Key", t.getKey()), Xml.leaf("Value", t.getValue())))
                .toList();
        return Xml.of("Tagging", Xml.of("TagSet", entries));
    }

    private static void requireSupported(Map<String, String> given) {
        for (String prefix : UNSUPPORTED) {
            if (given.keySet().stream().anyMatch(name -> name.startsWith(prefix))) {
                throw ServiceException.notImplemented("the header " + prefix);
            }
        }
        requireValue(given, "x-amz-server-side-encryption", "AES256");
        requireValue(given, "x-amz-storage-class", "STANDARD");
    }

    private static void requireValue(Map<String, String> given, String name, String only) {
        String value = given.getOrDefault(name, only);
        if (!value.equals(only)) {
            throw ServiceException.notImplemented(name + ": " + value);
        }
    }

    private static Map<String, String> requireValid(Map<String, String> tags) {
        if (tags.size() > 10) {
            throw new ServiceException(400, "BadRequest", "Object tags cannot be greater than 10");
        }
        tags.forEach((key, value) -> {
            if (key.isEmpty() || key.length() > 128 || value.length() > 256) {
                throw new ServiceException(400, "InvalidTag", "The TagKey or TagValue you have provided is invalid");
            }
        });
        return tags;
    }

    private static String withoutAwsChunked(String encoding) {
        return Arrays.stream(encoding.split(","))
                .map(String::trim)
                .filter(e -> !e.equals("aws-chunked"))
                .collect(Collectors.joining(","));
    }
}
