package dev.darkroom.sandbox.s3;

import dev.darkroom.sandbox.auth.Authenticator;
import dev.darkroom.sandbox.auth.Caller;
import dev.darkroom.sandbox.auth.ChecksumAlgorithm;
import dev.darkroom.sandbox.auth.DigestingInputStream;
import dev.darkroom.sandbox.http.PercentEncoding;
import dev.darkroom.sandbox.http.Response;
import dev.darkroom.sandbox.http.ServiceException;
import dev.darkroom.sandbox.http.Xml;
import dev.darkroom.sandbox.store.Storage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Uploads by an HTML form ("Browser-Based Uploads Using POST"). */
final class FormUpload {
    private static final int MOST_FIELD_BYTES = 20 * 1024;
    private static final int LONGEST_KEY_BYTES = 1024;

    private final Buckets buckets;
    private final Storage storage;
    private final Events events;
    private final AccessControl access;
    private final Authenticator authenticator;
    private final Clock clock;

    FormUpload(
            Buckets buckets,
            Storage storage,
            Events events,
            AccessControl access,
            Authenticator authenticator,
            Clock clock) {
        this.buckets = buckets;
        this.storage = storage;
        this.events = events;
        this.access = access;
        this.authenticator = authenticator;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(new Route("POST", Route.Level.BUCKET, "", "PostObject", "", this::post));
    }

    private Response post(S3Request request) throws IOException {
        Bucket bucket = buckets.get(request.bucket());
        FormReader form = FormReader.of(request);
        Map<String, String> fields = new LinkedHashMap<>();
        FormReader.Part file = readFieldsUntilFile(form, fields);
        String key = expandedKey(fields, file.fileName());
        Caller caller = authenticator.authenticateForm(fields);
        FormPolicy policy = caller.isOwner()
                ? FormPolicy.check(fields.get("policy"), fields, bucket.name(), clock.instant())
                : FormPolicy.none();
        access.require(caller, bucket, "PutObject", key);
        if (BucketOperations.asksForAcl(fields.keySet().stream(), Optional.ofNullable(fields.get("acl")))) {
            BucketOperations.refuseAcl(bucket);
        }
        Map<String, String> headers = Metadata.headers(fields);
        Map<String, String> tags = fields.containsKey("tagging") ? Metadata.tagsOfXml(fields.get("tagging")) : Map.of();
        DigestingInputStream bytes =
                new DigestingInputStream(new LimitedLengthStream(file.content(), policy), announced(fields));
        Storage.Blob content = storage.store(bytes);
        try {
            verify(bytes.checksums(), fields);
            skipRest(form);
        } catch (ServiceException | IOException incomplete) {
            storage.discard(content.id());
            throw incomplete;
        }
        StoredObject object = bucket.put(
                new StoredObject(key, content, bytes.md5(), 0, "", headers, tags, bytes.checksums()),
                Preconditions.ifMatch(Optional.empty()));
        events.created(bucket, object, "Post", request.http());
        return answer(bucket, object, fields);
    }

    private static FormReader.Part readFieldsUntilFile(FormReader form, Map<String, String> fields) throws IOException {
        int left = MOST_FIELD_BYTES;
        for (Optional<FormReader.Part> part = form.next(); part.isPresent(); part = form.next()) {
            if (part.get().name().equalsIgnoreCase("file")) {
                return part.get();
            }
            byte[] value = part.get().content().readNBytes(left + 1);
            left -= value.length;
            if (left < 0) {
                throw new ServiceException(
                        400,
                        "MaxPostPreDataLengthExceeded",
                        "Your POST request fields preceding the upload file were too large.");
            }
            fields.put(part.get().name().toLowerCase(Locale.ROOT), new String(value, StandardCharsets.UTF_8));
        }
        throw Errors.invalidArgument("POST requires exactly one file upload per request.");
    }

    private static String expandedKey(Map<String, String> fields, String fileName) {
        if (fields.getOrDefault("key", "").isEmpty()) {
            throw Errors.invalidArgument("Bucket POST must contain a field named 'key'."
                    + " If it is specified, please check the order of the fields.");
        }
        String baseName = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        fields.replaceAll((name, value) -> name.equals("policy") ? value : value.replace("${filename}", baseName));
        String key = fields.get("key");
        if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY_BYTES) {
            throw new ServiceException(400, "KeyTooLongError", "Your key is too long");
        }
        return key;
    }

    private static Set<ChecksumAlgorithm> announced(Map<String, String> fields) {
        return Arrays.stream(ChecksumAlgorithm.values())
                .filter(a -> fields.containsKey(a.header()))
                .collect(Collectors.toSet());
    }

    private static void verify(Map<String, String> checksums, Map<String, String> fields) {
        checksums.forEach((header, computed) -> {
            if (!computed.equals(fields.get(header))) {
                throw new ServiceException(400, "BadDigest", "The " + header + " you specified did not match.");
            }
        });
    }

    /** Fields behind the file are ignored, but the form must be whole. */
    private static void skipRest(FormReader form) throws IOException {
        boolean more = true;
        while (more) {
            more = form.next().isPresent();
        }
    }

    private static Response answer(Bucket bucket, StoredObject object, Map<String, String> fields) {
        String location = "/" + bucket.name() + "/" + PercentEncoding.encodePath(object.key());
        Optional<String> redirect = Optional.ofNullable(fields.get("success_action_redirect"))
                .or(() -> Optional.ofNullable(fields.get("redirect")))
                .filter(FormUpload::isAddress);
        if (redirect.isPresent()) {
            String query = "bucket=" + bucket.name() + "&key=" + PercentEncoding.encode(object.key()) + "&etag="
                    + PercentEncoding.encode(object.quotedEtag());
            String separator = redirect.get().contains("?") ? "&" : "?";
            return described(Response.of(303), object, redirect.get() + separator + query);
        }
        return switch (fields.getOrDefault("success_action_status", "204")) {
            case "200" -> described(Response.of(200), object, location);
            case "201" ->
                described(Response.of(201, "application/xml", document(bucket, object, location)), object, location);
            default -> described(Response.of(204), object, location);
        };
    }

    private static Response described(Response response, StoredObject object, String location) {
        return response.with("ETag", object.quotedEtag())
                .with("x-amz-server-side-encryption", "AES256")
                .with("Location", location);
    }

    private static String document(Bucket bucket, StoredObject object, String location) {
        return Xml.of(
                        "PostResponse",
                        Xml.leaf("Location", location),
                        Xml.leaf("Bucket", bucket.name()),
                        Xml.leaf("Key", object.key()),
                        Xml.leaf("ETag", object.quotedEtag()))
                .document();
    }

    /** S3 ignores a redirect that it cannot interpret. */
    private static boolean isAddress(String text) {
        try {
            return URI.create(text).isAbsolute();
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }
}
