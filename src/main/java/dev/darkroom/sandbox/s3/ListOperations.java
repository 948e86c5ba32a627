package dev.darkroom.sandbox.s3;

import dev.darkroom.sandbox.http.PercentEncoding;
import dev.darkroom.sandbox.http.Response;
import dev.darkroom.sandbox.http.Xml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Listing the objects of a bucket, in both versions of the API. */
final class ListOperations {
    private static final int MOST_KEYS = 1000;
    private static final String AFTER_ALL = Character.toString(Character.MAX_CODE_POINT);

    private final Buckets buckets;

    ListOperations(Buckets buckets) {
        this.buckets = buckets;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", Route.Level.BUCKET, "", "ListObjects", "ListBucket", this::listV1),
                new Route("GET", Route.Level.BUCKET, "list-type", "ListObjectsV2", "ListBucket", this::listV2));
    }

    /**
     * One page.
     *
     * @param objects objects on it
     * @param prefixes common prefixes on it
     * @param next last key or prefix, when more follow
     */
    private record Page(List<StoredObject> objects, List<String> prefixes, Optional<String> next) {}

    private Response listV1(S3Request request) {
        String marker = request.parameter("marker").orElse("");
        String delimiter = request.parameter("delimiter").orElse("");
        int max = maxKeys(request);
        Page page = page(request, marker, marker, max);
        UnaryOperator<String> encoded = encoding(request);
        List<Xml> parts = new ArrayList<>();
        parts.add(Xml.leaf("Marker", encoded.apply(marker)));
        if (!delimiter.isEmpty()) {
            page.next().ifPresent(next -> parts.add(Xml.leaf("NextMarker", encoded.apply(next))));
        }
        return answer(request, page, max, parts, true);
    }

    private Response listV2(S3Request request) {
        Optional<String> token = request.parameter("continuation-token");
        String startAfter = request.parameter("start-after").orElse("");
        String resumed = token.map(ListOperations::decodeToken).orElse("");
        int max = maxKeys(request);
        Page page = page(request, token.isPresent() ? resumed : startAfter, resumed, max);
        List<Xml> parts = new ArrayList<>();
        parts.add(Xml.leaf("KeyCount", page.objects().size() + page.prefixes().size()));
        token.ifPresent(t -> parts.add(Xml.leaf("ContinuationToken", t)));
        page.next().ifPresent(next -> parts.add(Xml.leaf("NextContinuationToken", encodeToken(next))));
        if (!startAfter.isEmpty()) {
            parts.add(Xml.leaf("StartAfter", encoding(request).apply(startAfter)));
        }
        boolean owners = request.parameter("fetch-owner").equals(Optional.of("true"));
        return answer(request, page, max, parts, owners);
    }

    /** Walks keys behind {@code after}; a prefix that was the last entry of the page before is not repeated. */
    private Page page(S3Request request, String after, String lastEntry, int max) {
        String prefix = request.parameter("prefix").orElse("");
        String delimiter = request.parameter("delimiter").orElse("");
        NavigableMap<String, StoredObject> objects =
                buckets.get(request.bucket()).objects();
        List<StoredObject> found = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        String last = "";
        Map.Entry<String, StoredObject> entry =
                KeyOrder.UTF_8.compare(after, prefix) < 0 ? objects.ceilingEntry(prefix) : objects.higherEntry(after);
        while (entry != null && entry.getKey().startsWith(prefix)) {
            String key = entry.getKey();
            int cut = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
            String common = cut < 0 ? "" : key.substring(0, cut + delimiter.length());
            boolean repeated = !common.isEmpty() && (common.equals(lastEntry) || common.equals(last));
            if (!repeated && found.size() + prefixes.size() == max) {
                return new Page(found, prefixes, max == 0 ? Optional.empty() : Optional.of(last));
            }
            if (common.isEmpty()) {
                found.add(entry.getValue());
                last = key;
                entry = objects.higherEntry(key);
            } else {
                if (!repeated) {
                    prefixes.add(common);
                    last = common;
                }
                // Jump over everything behind the prefix, or a page of prefixes would cost a walk over all keys.
                String end = common + AFTER_ALL;
                entry = objects.higherEntry(KeyOrder.UTF_8.compare(key, end) < 0 ? end : key);
            }
        }
        return new Page(found, prefixes, Optional.empty());
    }

    private Response answer(S3Request request, Page page, int max, List<Xml> more, boolean owners) {
        UnaryOperator<String> encoded = encoding(request);
        List<Xml> parts = new ArrayList<>();
        parts.add(Xml.leaf("Name", request.bucket()));
        parts.add(Xml.leaf("Prefix", encoded.apply(request.parameter("prefix").orElse(""))));
        request.parameter("delimiter")
                .filter(d -> !d.isEmpty())
                .ifPresent(d -> parts.add(Xml.leaf("Delimiter", encoded.apply(d))));
        request.parameter("encoding-type").ifPresent(type -> parts.add(Xml.leaf("EncodingType", type)));
        parts.add(Xml.leaf("MaxKeys", max));
        parts.add(Xml.leaf("IsTruncated", page.next().isPresent()));
        parts.addAll(more);
        for (StoredObject object : page.objects()) {
            parts.add(contents(object, encoded, owners));
        }
        for (String common : page.prefixes()) {
            parts.add(Xml.of("CommonPrefixes", Xml.leaf("Prefix", encoded.apply(common))));
        }
        return BucketOperations.xml(Xml.of("ListBucketResult", parts));
    }

    private static Xml contents(StoredObject object, UnaryOperator<String> encoded, boolean owners) {
        List<Xml> parts = new ArrayList<>(List.of(
                Xml.leaf("Key", encoded.apply(object.key())),
                Xml.leaf("LastModified", Events.MILLISECONDS.format(object.modified())),
                Xml.leaf("ETag", object.quotedEtag()),
                Xml.leaf("Size", object.content().size()),
                Xml.leaf("StorageClass", "STANDARD")));
        if (owners) {
            parts.add(BucketOperations.owner("Owner"));
        }
        return Xml.of("Contents", parts);
    }

    private static int maxKeys(S3Request request) {
        return Math.min(MOST_KEYS, request.number("max-keys", MOST_KEYS, 0, Integer.MAX_VALUE));
    }

    private static UnaryOperator<String> encoding(S3Request request) {
        Optional<String> type = request.parameter("encoding-type");
        if (type.isPresent() && !type.get().equals("url")) {
            throw Errors.invalidArgument("Invalid Encoding Method specified in Request");
        }
        return type.isPresent() ? PercentEncoding::encodeKey : UnaryOperator.identity();
    }

    private static String encodeToken(String entry) {
        return Base64.getUrlEncoder().encodeToString(entry.getBytes(StandardCharsets.UTF_8));
    }

    private static String decodeToken(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Errors.invalidArgument("The continuation token provided is incorrect");
        }
    }
}
