package dev.darkroom.sandbox.s3;

import dev.darkroom.sandbox.auth.ChecksumAlgorithm;
import dev.darkroom.sandbox.auth.DigestingInputStream;
import dev.darkroom.sandbox.auth.VerifiedBody;
import dev.darkroom.sandbox.http.PercentEncoding;
import dev.darkroom.sandbox.http.Response;
import dev.darkroom.sandbox.http.ServiceException;
import dev.darkroom.sandbox.http.Xml;
import dev.darkroom.sandbox.store.Storage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Uploading objects in parts. */
final class MultipartOperations {
    private static final int MOST_PARTS = 10_000;
    private static final long SMALLEST_PART = 5L << 20;

    private final Buckets buckets;
    private final Storage storage;
    private final Events events;
    private final CopyOperations copies;
    private final Clock clock;

    MultipartOperations(Buckets buckets, Storage storage, Events events, CopyOperations copies, Clock clock) {
        this.buckets = buckets;
        this.storage = storage;
        this.events = events;
        this.copies = copies;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                route("POST", "uploads", "CreateMultipartUpload", "PutObject", this::create),
                route("PUT", "partNumber+uploadId", "UploadPart", "PutObject", this::uploadPart),
                route("PUT", "partNumber+uploadId+copy", "UploadPartCopy", "PutObject", this::copyPart),
                route("POST", "uploadId", "CompleteMultipartUpload", "PutObject", this::complete),
                route("DELETE", "uploadId", "AbortMultipartUpload", "AbortMultipartUpload", this::abort));
    }

    private static Route route(
            String method, String subresource, String operation, String action, Route.Handler handler) {
        return new Route(method, Route.Level.OBJECT, subresource, operation, action, handler);
    }

    private Response create(S3Request request) throws IOException {
        Bucket bucket = buckets.get(request.bucket());
        ObjectOperations.refuseAclHeaders(request, bucket);
        String algorithm = request.header("x-amz-checksum-algorithm")
                .map(name -> Checksums.named(name).name())
                .orElse("");
        String usualType = algorithm.isEmpty() ? "" : algorithm.equals("CRC64NVME") ? "FULL_OBJECT" : "COMPOSITE";
        Upload upload = new Upload(
                UUID.randomUUID().toString(),
                request.key(),
                clock.millis(),
                Metadata.headers(request.http().headers()),
                Metadata.tagsOfHeader(request.header("x-amz-tagging")),
                algorithm,
                request.header("x-amz-checksum-type").orElse(usualType),
                new TreeMap<>());
        bucket.begin(upload);
        Response response = BucketOperations.xml(Xml.of(
                "InitiateMultipartUploadResult",
                Xml.leaf("Bucket", bucket.name()),
                Xml.leaf("Key", upload.key()),
                Xml.leaf("UploadId", upload.id())));
        return algorithm.isEmpty()
                ? response
                : response.with("x-amz-checksum-algorithm", algorithm)
                        .with("x-amz-checksum-type", upload.checksumType());
    }

    private Response uploadPart(S3Request request) throws IOException {
        Bucket bucket = buckets.get(request.bucket());
        Upload upload = upload(request, bucket);
        VerifiedBody body = request.body();
        Upload.Part part = receive(request, bucket, upload, body);
        return Response.of(200)
                .with("ETag", '"' + part.etag() + '"')
                .with("x-amz-server-side-encryption", "AES256")
                .with(part.checksums());
    }

    private Response copyPart(S3Request request) throws IOException {
        Bucket bucket = buckets.get(request.bucket());
        Upload upload = upload(request, bucket);
        Set<ChecksumAlgorithm> wanted =
                upload.checksumAlgorithm().isEmpty() ? Set.of() : Set.of(Checksums.named(upload.checksumAlgorithm()));
        try (CopySource source = copies.openSource(request)) {
            long size = source.object().content().size();
            ByteRange range = request.header("x-amz-copy-source-range")
                    .map(header -> ByteRange.parse(header, size)
                            .orElseThrow(() -> Errors.invalidArgument("Not a range: " + header)))
                    .orElse(new ByteRange(0, size - 1));
            source.content().skipNBytes(range.first());
            InputStream slice = new BoundedInputStream(source.content(), range.length());
            Upload.Part part = receive(request, bucket, upload, new DigestingInputStream(slice, wanted));
            List<Xml> parts = new ArrayList<>(List.of(
                    Xml.leaf("LastModified", Events.MILLISECONDS.format(Instant.ofEpochMilli(part.modifiedMillis()))),
                    Xml.leaf("ETag", '"' + part.etag() + '"')));
            parts.addAll(Checksums.elements(part.checksums()));
            return BucketOperations.xml(Xml.of("CopyPartResult", parts));
        }
    }

    private Upload.Part receive(S3Request request, Bucket bucket, Upload upload, DigestingInputStream bytes)
            throws IOException {
        int number = request.number("partNumber", 0, 1, MOST_PARTS);
        Storage.Blob content = storage.store(bytes);
        Upload.Part part = new Upload.Part(number, content, bytes.md5(), clock.millis(), bytes.checksums());
        bucket.addPart(upload, part);
        return part;
    }

    private Response complete(S3Request request) throws IOException {
        Bucket bucket = buckets.get(request.bucket());
        Upload upload = upload(request, bucket);
        Preconditions condition = Preconditions.of(request.http(), "");
        condition.checkWrite(bucket.find(upload.key()));
        List<Upload.Part> parts = chosenParts(upload, Xml.parse(request.document(), "CompleteMultipartUpload"));
        boolean wholeChecksum = upload.checksumType().equals("FULL_OBJECT");
        DigestingInputStream whole = new DigestingInputStream(
                concatenated(parts), wholeChecksum ? Set.of(Checksums.named(upload.checksumAlgorithm())) : Set.of());
        Storage.Blob content = storage.store(whole);
        Map<String, String> checksums = wholeChecksum ? whole.checksums() : compositeChecksum(upload, parts);
        StoredObject object = bucket.put(
                new StoredObject(
                        upload.key(), content, multipartEtag(parts), 0, "", upload.headers(), upload.tags(), checksums),
                condition);
        bucket.forget(upload);
        events.created(bucket, object, "CompleteMultipartUpload", request.http());
        List<Xml> result = new ArrayList<>(List.of(
                Xml.leaf("Location", "/" + bucket.name() + "/" + PercentEncoding.encodePath(object.key())),
                Xml.leaf("Bucket", bucket.name()),
                Xml.leaf("Key", object.key()),
                Xml.leaf("ETag", object.quotedEtag())));
        result.addAll(Checksums.elements(checksums));
        if (!checksums.isEmpty()) {
            result.add(Xml.leaf("ChecksumType", upload.checksumType()));
        }
        return BucketOperations.xml(Xml.of("CompleteMultipartUploadResult", result))
                .with("x-amz-server-side-encryption", "AES256");
    }

    private static List<Upload.Part> chosenParts(Upload upload, Xml document) {
        List<Upload.Part> chosen = new ArrayList<>();
        int last = 0;
        for (Xml given : document.all("Part").toList()) {
            int number = given.value("PartNumber")
                    .filter(n -> n.matches("\\d{1,5}"))
                    .map(Integer::parseInt)
                    .orElse(0);
            if (number <= last) {
                throw new ServiceException(
                        400, "InvalidPartOrder", "The list of parts was not in ascending order by part number.");
            }
            if (!chosen.isEmpty() && chosen.get(chosen.size() - 1).content().size() < SMALLEST_PART) {
                throw new ServiceException(
                        400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size");
            }
            last = number;
            chosen.add(matching(upload, number, given));
        }
        if (chosen.isEmpty()) {
            throw new ServiceException(400, "MalformedXML", "You must specify at least one part");
        }
        return chosen;
    }

    private static Upload.Part matching(Upload upload, int number, Xml given) {
        String etag = given.value("ETag").orElse("").replace("\"", "");
        Optional<Upload.Part> part = Optional.ofNullable(upload.parts().get(number))
                .filter(p -> p.etag().equals(etag))
                .filter(p -> p.checksums().entrySet().stream()
                        .allMatch(c -> ChecksumAlgorithm.named(c.getKey().replace("x-amz-checksum-", ""))
                                .flatMap(a -> given.value(a.element()))
                                .orElse(c.getValue())
                                .equals(c.getValue())));
        return part.orElseThrow(() -> new ServiceException(
                400,
                "InvalidPart",
                "One or more of the specified parts could not be found. The part may not have been uploaded,"
                        + " or the specified entity tag may not match the part's entity tag."));
    }

    private InputStream concatenated(List<Upload.Part> parts) throws IOException {
        InputStream all = InputStream.nullInputStream();
        List<InputStream> opened = new ArrayList<>();
        for (Upload.Part part : parts) {
            opened.add(storage.open(part.content().id()));
        }
        return opened.isEmpty() ? all : new SequenceInputStream(Collections.enumeration(opened));
    }

    private static String multipartEtag(List<Upload.Part> parts) throws IOException {
        ByteArrayOutputStream hashes = new ByteArrayOutputStream();
        for (Upload.Part part : parts) {
            hashes.write(HexFormat.of().parseHex(part.etag()));
        }
        DigestingInputStream digest =
                new DigestingInputStream(new ByteArrayInputStream(hashes.toByteArray()), Set.of());
        digest.transferTo(OutputStream.nullOutputStream());
        return digest.md5() + "-" + parts.size();
    }

    /** S3's checksum of checksums, with the number of parts behind it. */
    private static Map<String, String> compositeChecksum(Upload upload, List<Upload.Part> parts) {
        Optional<ChecksumAlgorithm> algorithm = ChecksumAlgorithm.named(upload.checksumAlgorithm());
        if (algorithm.isEmpty()) {
            return Map.of();
        }
        ChecksumAlgorithm.Digest digest = algorithm.get().start();
        for (Upload.Part part : parts) {
            String checksum = part.checksums().get(algorithm.get().header());
            if (checksum == null) {
                throw Errors.invalidRequest("The upload was created using a " + algorithm.get()
                        + " checksum. Every part needs one: part " + part.number() + " has none.");
            }
            byte[] bytes = Base64.getDecoder().decode(checksum);
            digest.update(bytes, 0, bytes.length);
        }
        return Map.of(algorithm.get().header(), digest.base64() + "-" + parts.size());
    }

    private Response abort(S3Request request) throws IOException {
        Bucket bucket = buckets.get(request.bucket());
        bucket.forget(upload(request, bucket));
        return Response.of(204);
    }

    private static Upload upload(S3Request request, Bucket bucket) {
        return bucket.upload(request.parameter("uploadId").orElse(""), request.key());
    }
}
