package dev.darkroom.sandbox.s3;

import dev.darkroom.sandbox.auth.VerifiedBody;
import dev.darkroom.sandbox.http.Response;
import dev.darkroom.sandbox.http.ServiceException;
import dev.darkroom.sandbox.http.Xml;
import dev.darkroom.sandbox.store.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writing, reading, copying, tagging and deleting whole objects. */
final class ObjectOperations {
    private static final Set<String> RESPONSE_OVERRIDES = Set.of(
            "content-type", "content-language", "expires", "cache-control", "content-disposition", "content-encoding");
    private static final int MOST_BATCH_KEYS = 1000;
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Buckets buckets;
    private final Storage storage;
    private final Events events;
    private final AccessControl access;

    ObjectOperations(Buckets buckets, Storage storage, Events events, AccessControl access) {
        this.buckets = buckets;
        this.storage = storage;
        this.events = events;
        this.access = access;
    }

    List<Route> routes() {
        return List.of(
                route("PUT", "", "PutObject", "PutObject", this::put),
                route("GET", "", "GetObject", "GetObject", this::get),
                route("HEAD", "", "HeadObject", "GetObject", this::head),
                route("DELETE", "", "DeleteObject", "DeleteObject", this::delete),
                route("GET", "tagging", "GetObjectTagging", "GetObjectTagging", this::getTags),
                route("PUT", "tagging", "PutObjectTagging", "PutObjectTagging", this::putTags),
                route("DELETE", "tagging", "DeleteObjectTagging", "DeleteObjectTagging", this::deleteTags),
                new Route("POST", Route.Level.BUCKET, "delete", "DeleteObjects", "", this::deleteBatch));
    }

    private static Route route(
            String method, String subresource, String operation, String action, Route.Handler handler) {
        return new Route(method, Route.Level.OBJECT, subresource, operation, action, handler);
    }

    private Response put(S3Request request) throws IOException {
        Bucket bucket = buckets.get(request.bucket());
        refuseAclHeaders(request, bucket);
        if (request.header("content-length").isEmpty()
                && request.header("x-amz-decoded-content-length").isEmpty()) {
            throw new ServiceException(411, "MissingContentLength", "You must provide the Content-Length HTTP header.");
        }
        Map<String, String> headers = Metadata.headers(request.http().headers());
        Map<String, String> tags = Metadata.tagsOfHeader(request.header("x-amz-tagging"));
        Preconditions condition = Preconditions.of(request.http(), "");
        condition.checkWrite(bucket.find(request.key()));
        VerifiedBody body = request.body();
        Storage.Blob content = storage.store(body);
        StoredObject object = bucket.put(
                new StoredObject(request.key(), content, body.md5(), 0, "", headers, tags, body.checksums()),
                condition);
        events.created(bucket, object, "Put", request.http());
        return written(object);
    }

    static void refuseAclHeaders(S3Request request, Bucket bucket) {
        if (BucketOperations.asksForAcl(request.http().headers().keySet().stream(), request.header("x-amz-acl"))) {
            BucketOperations.refuseAcl(bucket);
        }
    }

    static Response written(StoredObject object) {
        return Response.of(200)
                .with("ETag", object.quotedEtag())
                .with("x-amz-server-side-encryption", "AES256")
                .with(object.checksums());
    }

    private Response get(S3Request request) throws IOException {
        Bucket.Opened opened = buckets.get(request.bucket()).open(request.key()).orElseThrow(() -> missing(request));
        StoredObject object = opened.object();
        InputStream content = opened.content();
        try {
            Preconditions.of(request.http(), "").checkRead(object);
            long size = object.content().size();
            Optional<ByteRange> range = request.header("range").flatMap(header -> ByteRange.parse(header, size));
            if (range.isEmpty()) {
                return described(Response.of(200, content, size), object, request)
                        .with(checksums(object, request));
            }
            content.skipNBytes(range.get().first());
            InputStream part = new BoundedInputStream(content, range.get().length());
            return described(Response.of(206, part, range.get().length()), object, request)
                    .with("Content-Range", range.get().header(size));
        } catch (ServiceException refused) {
            content.close();
            throw refused;
        }
    }

    private Response head(S3Request request) {
        StoredObject object = buckets.get(request.bucket()).find(request.key()).orElseThrow(() -> missing(request));
        Preconditions.of(request.http(), "").checkRead(object);
        long size = object.content().size();
        Optional<ByteRange> range = request.header("range").flatMap(header -> ByteRange.parse(header, size));
        Response response = described(Response.of(range.isPresent() ? 206 : 200), object, request)
                .with(
                        "Content-Length",
                        Long.toString(range.map(ByteRange::length).orElse(size)));
        return range.isPresent()
                ? response.with("Content-Range", range.get().header(size))
                : response.with(checksums(object, request));
    }

    /** Who may not list a bucket does not learn which keys exist. */
    private ServiceException missing(S3Request request) {
        boolean mayKnow = access.allows(request.caller(), buckets.get(request.bucket()), "ListBucket", "");
        return mayKnow ? Errors.noSuchKey() : Errors.accessDenied();
    }

    private static Response described(Response response, StoredObject object, S3Request request) {
        response.with("ETag", object.quotedEtag())
                .with("Last-Modified", HTTP_DATE.format(object.modified()))
                .with("Accept-Ranges", "bytes")
                .with("x-amz-server-side-encryption", "AES256")
                .with(object.headers());
        if (!object.tags().isEmpty()) {
            response.with("x-amz-tagging-count", Integer.toString(object.tags().size()));
        }
        for (String header : RESPONSE_OVERRIDES) {
            request.parameter("response-" + header).ifPresent(value -> {
                if (!request.caller().isOwner()) {
                    throw Errors.invalidRequest(
                            "Request specific response headers cannot be used for anonymous GET requests.");
                }
                response.with(header, value);
            });
        }
        return response;
    }

    private static Map<String, String> checksums(StoredObject object, S3Request request) {
        boolean wanted = request.header("x-amz-checksum-mode")
                .filter("ENABLED"::equalsIgnoreCase)
                .isPresent();
        return wanted ? object.checksums() : Map.of();
    }

    private Response delete(S3Request request) throws IOException {
        Bucket bucket = buckets.get(request.bucket());
        delete(bucket, request.key(), Preconditions.ifMatch(request.header("if-match")), request);
        return Response.of(204);
    }

    private Response deleteBatch(S3Request request) throws IOException {
        Bucket bucket = buckets.get(request.bucket());
        boolean sealed = request.header("content-md5").isPresent()
                || request.http().headers().keySet().stream().anyMatch(h -> h.startsWith("x-amz-checksum-"))
                || request.header("x-amz-trailer").isPresent();
        if (!sealed) {
            throw Errors.invalidRequest("Missing required header for this request: Content-MD5");
        }
        Xml batch = Xml.parse(request.document(), "Delete");
        boolean quiet = batch.value("Quiet").map(Boolean::parseBoolean).orElse(false);
        List<Xml> entries = batch.all("Object").toList();
        if (entries.isEmpty() || entries.size() > MOST_BATCH_KEYS) {
            throw new ServiceException(
                    400, "MalformedXML", "A batch names at least one key and at most " + MOST_BATCH_KEYS + ".");
        }
        List<Xml> results = new ArrayList<>();
        for (Xml entry : entries) {
            Xml result = deleteOne(request, bucket, entry);
            if (!quiet || result.name().equals("Error")) {
                results.add(result);
            }
        }
        return BucketOperations.xml(Xml.of("DeleteResult", results));
    }

    private void delete(Bucket bucket, String key, Preconditions condition, S3Request request) throws IOException {
        bucket.delete(key, condition).ifPresent(sequencer -> events.removed(bucket, key, sequencer, request.http()));
    }

    private Xml deleteOne(S3Request request, Bucket bucket, Xml entry) throws IOException {
        String key = entry.value("Key").orElse("");
        try {
            access.require(request.caller(), bucket, "DeleteObject", key);
            if (entry.value("VersionId").filter(v -> !v.equals("null")).isPresent()) {
                throw ServiceException.notImplemented("object versions");
            }
            delete(bucket, key, Preconditions.ifMatch(entry.value("ETag")), request);
            return Xml.of("Deleted", Xml.leaf("Key", key));
        } catch (ServiceException refused) {
            return Xml.of(
                    "Error",
                    Xml.leaf("Key", key),
                    Xml.leaf("Code", refused.code()),
                    Xml.leaf("Message", refused.getMessage()));
        }
    }

    private Response getTags(S3Request request) {
        StoredObject object = buckets.get(request.bucket()).find(request.key()).orElseThrow(Errors::noSuchKey);
        return BucketOperations.xml(Metadata.xmlOf(object.tags()));
    }

    private Response putTags(S3Request request) throws IOException {
        buckets.get(request.bucket()).retag(request.key(), Metadata.tagsOfXml(request.document()));
        return Response.of(200);
    }

    private Response deleteTags(S3Request request) throws IOException {
        buckets.get(request.bucket()).retag(request.key(), Map.of());
        return Response.of(204);
    }
}
