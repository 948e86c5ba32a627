package dev.darkroom.sandbox.s3;

import dev.darkroom.sandbox.http.PercentEncoding;
import dev.darkroom.sandbox.http.Response;
import dev.darkroom.sandbox.http.ServiceException;
import dev.darkroom.sandbox.http.Xml;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Listing unfinished multipart uploads and their parts. */
final class UploadListings {
    private final Buckets buckets;

    UploadListings(Buckets buckets) {
        this.buckets = buckets;
    }

    List<Route> routes() {
        return List.of(
                new Route(
                        "GET",
                        Route.Level.OBJECT,
                        "uploadId",
                        "ListParts",
                        "ListMultipartUploadParts",
                        this::listParts),
                new Route(
                        "GET",
                        Route.Level.BUCKET,
                        "uploads",
                        "ListMultipartUploads",
                        "ListBucketMultipartUploads",
                        this::listUploads));
    }

    private Response listParts(S3Request request) {
        Bucket bucket = buckets.get(request.bucket());
        Upload upload = bucket.upload(request.parameter("uploadId").orElse(""), request.key());
        int marker = request.number("part-number-marker", 0, 0, Integer.MAX_VALUE);
        int max = Math.min(1000, request.number("max-parts", 1000, 0, Integer.MAX_VALUE));
        List<Upload.Part> rest = List.copyOf(upload.parts().tailMap(marker + 1).values());
        List<Upload.Part> page = rest.subList(0, Math.min(max, rest.size()));
        List<Xml> parts = new ArrayList<>(List.of(
                Xml.leaf("Bucket", bucket.name()),
                Xml.leaf("Key", upload.key()),
                Xml.leaf("UploadId", upload.id()),
                Xml.leaf("PartNumberMarker", marker),
                Xml.leaf(
                        "NextPartNumberMarker",
                        page.isEmpty() ? 0 : page.get(page.size() - 1).number()),
                Xml.leaf("MaxParts", max),
                Xml.leaf("IsTruncated", page.size() < rest.size()),
                BucketOperations.owner("Owner"),
                Xml.leaf("StorageClass", "STANDARD")));
        for (Upload.Part part : page) {
            List<Xml> described = new ArrayList<>(List.of(
                    Xml.leaf("PartNumber", part.number()),
                    Xml.leaf("LastModified", Events.MILLISECONDS.format(Instant.ofEpochMilli(part.modifiedMillis()))),
                    Xml.leaf("ETag", '"' + part.etag() + '"'),
                    Xml.leaf("Size", part.content().size())));
            described.addAll(Checksums.elements(part.checksums()));
            parts.add(Xml.of("Part", described));
        }
        return BucketOperations.xml(Xml.of("ListPartsResult", parts));
    }

    private Response listUploads(S3Request request) {
        for (String unsupported : List.of("delimiter", "key-marker", "upload-id-marker")) {
            if (!request.parameter(unsupported).orElse("").isEmpty()) {
                throw ServiceException.notImplemented("ListMultipartUploads with " + unsupported);
            }
        }
        Bucket bucket = buckets.get(request.bucket());
        String prefix = request.parameter("prefix").orElse("");
        boolean encoded = request.http().has("encoding-type");
        List<Xml> parts = new ArrayList<>(List.of(
                Xml.leaf("Bucket", bucket.name()),
                Xml.leaf("Prefix", encoded ? PercentEncoding.encodeKey(prefix) : prefix),
                Xml.leaf("MaxUploads", bucket.uploads().size()),
                Xml.leaf("IsTruncated", false)));
        if (encoded) {
            parts.add(Xml.leaf("EncodingType", "url"));
        }
        bucket.uploads().stream()
                .filter(u -> u.key().startsWith(prefix))
                .sorted(Comparator.comparing(Upload::key, KeyOrder.UTF_8).thenComparing(Upload::initiatedMillis))
                .forEach(u -> parts.add(Xml.of(
                        "Upload",
                        Xml.leaf("Key", encoded ? PercentEncoding.encodeKey(u.key()) : u.key()),
                        Xml.leaf("UploadId", u.id()),
                        BucketOperations.owner("Initiator"),
                        BucketOperations.owner("Owner"),
                        Xml.leaf("StorageClass", "STANDARD"),
                        Xml.leaf("Initiated", Events.MILLISECONDS.format(Instant.ofEpochMilli(u.initiatedMillis()))))));
        return BucketOperations.xml(Xml.of("ListMultipartUploadsResult", parts));
    }
}
