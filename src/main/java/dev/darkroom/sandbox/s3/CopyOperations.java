package dev.darkroom.sandbox.s3;

import dev.darkroom.sandbox.auth.DigestingInputStream;
import dev.darkroom.sandbox.http.PercentEncoding;
import dev.darkroom.sandbox.http.Response;
import dev.darkroom.sandbox.http.ServiceException;
import dev.darkroom.sandbox.http.Xml;
import dev.darkroom.sandbox.store.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Copying objects inside S3. */
final class CopyOperations {
    private final Buckets buckets;
    private final Storage storage;
    private final Events events;
    private final AccessControl access;

    CopyOperations(Buckets buckets, Storage storage, Events events, AccessControl access) {
        this.buckets = buckets;
        this.storage = storage;
        this.events = events;
        this.access = access;
    }

    List<Route> routes() {
        return List.of(new Route("PUT", Route.Level.OBJECT, "copy", "CopyObject", "PutObject", this::copy));
    }

    private Response copy(S3Request request) throws IOException {
        Bucket bucket = buckets.get(request.bucket());
        ObjectOperations.refuseAclHeaders(request, bucket);
        boolean replaceHeaders = replaces(request, "x-amz-metadata-directive");
        boolean replaceTags = replaces(request, "x-amz-tagging-directive");
        try (CopySource source = openSource(request)) {
            StoredObject original = source.object();
            if (source.bucket() == bucket && original.key().equals(request.key()) && !replaceHeaders) {
                throw Errors.invalidRequest("This copy request is illegal because it is trying to copy an object to"
                        + " itself without changing the object's metadata.");
            }
            Map<String, String> asked = Metadata.headers(request.http().headers());
            Map<String, String> headers = replaceHeaders ? asked : original.headers();
            Map<String, String> tags =
                    replaceTags ? Metadata.tagsOfHeader(request.header("x-amz-tagging")) : original.tags();
            Checksums wanted = Checksums.ofCopy(request, original);
            DigestingInputStream bytes = new DigestingInputStream(source.content(), wanted.algorithms());
            Storage.Blob content = storage.store(bytes);
            StoredObject object = bucket.put(
                    new StoredObject(request.key(), content, bytes.md5(), 0, "", headers, tags, bytes.checksums()),
                    Preconditions.of(request.http(), ""));
            events.created(bucket, object, "Copy", request.http());
            return BucketOperations.xml(copyResult("CopyObjectResult", object.quotedEtag(), object));
        }
    }

    private static Xml copyResult(String element, String etag, StoredObject object) {
        List<Xml> parts = new ArrayList<>(List.of(
                Xml.leaf("LastModified", Events.MILLISECONDS.format(object.modified())), Xml.leaf("ETag", etag)));
        parts.addAll(Checksums.elements(object.checksums()));
        return Xml.of(element, parts);
    }

    /** Opens what {@code x-amz-copy-source} names, if the caller may read it and its conditions hold. */
    CopySource openSource(S3Request request) throws IOException {
        String header = request.header("x-amz-copy-source").orElse("");
        int question = header.indexOf("?versionId=");
        if (question >= 0 && !header.endsWith("?versionId=null")) {
            throw ServiceException.notImplemented("object versions");
        }
        String path = PercentEncoding.decode(question < 0 ? header : header.substring(0, question))
                .replaceFirst("^/", "");
        int slash = path.indexOf('/');
        if (slash < 1 || slash == path.length() - 1) {
            throw Errors.invalidArgument("Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
        }
        Bucket bucket = buckets.get(path.substring(0, slash));
        String key = path.substring(slash + 1);
        access.require(request.caller(), bucket, "GetObject", key);
        Bucket.Opened opened = bucket.open(key).orElseThrow(Errors::noSuchKey);
        try {
            Preconditions.of(request.http(), "x-amz-copy-source-").checkCopy(opened.object());
            return new CopySource(bucket, opened.object(), opened.content());
        } catch (ServiceException refused) {
            opened.content().close();
            throw refused;
        }
    }

    private static boolean replaces(S3Request request, String directive) {
        String value = request.header(directive).orElse("COPY");
        if (!Set.of("COPY", "REPLACE").contains(value)) {
            throw Errors.invalidArgument("Unknown directive: " + value);
        }
        return value.equals("REPLACE");
    }
}
