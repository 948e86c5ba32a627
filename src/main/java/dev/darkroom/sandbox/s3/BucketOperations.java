package dev.darkroom.sandbox.s3;

import dev.darkroom.sandbox.http.Response;
import dev.darkroom.sandbox.http.ServiceException;
import dev.darkroom.sandbox.http.Xml;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Making, finding and deleting buckets. */
final class BucketOperations {
    private static final String HOME_REGION = "us-east-1";

    private final Buckets buckets;

    BucketOperations(Buckets buckets) {
        this.buckets = buckets;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", Route.Level.SERVICE, "", "ListBuckets", "ListAllMyBuckets", this::list),
                new Route("PUT", Route.Level.BUCKET, "", "CreateBucket", "CreateBucket", this::create),
                new Route("HEAD", Route.Level.BUCKET, "", "HeadBucket", "ListBucket", this::head),
                new Route("DELETE", Route.Level.BUCKET, "", "DeleteBucket", "DeleteBucket", this::delete),
                new Route(
                        "GET",
                        Route.Level.BUCKET,
                        "location",
                        "GetBucketLocation",
                        "GetBucketLocation",
                        this::location),
                new Route(
                        "GET",
                        Route.Level.BUCKET,
                        "versioning",
                        "GetBucketVersioning",
                        "GetBucketVersioning",
                        r -> xml(Xml.of("VersioningConfiguration"))),
                new Route("GET", Route.Level.BUCKET, "acl", "GetBucketAcl", "GetBucketAcl", r -> xml(ownerOnly())),
                new Route("PUT", Route.Level.BUCKET, "acl", "PutBucketAcl", "PutBucketAcl", this::refuseAcl),
                new Route("GET", Route.Level.OBJECT, "acl", "GetObjectAcl", "GetObjectAcl", this::objectAcl),
                new Route("PUT", Route.Level.OBJECT, "acl", "PutObjectAcl", "PutObjectAcl", this::refuseAcl));
    }

    static Response xml(Xml answer) {
        return Response.of(200, "application/xml", answer.document());
    }

    static Xml owner(String element) {
        return Xml.of(element, Xml.leaf("ID", AccessControl.ACCOUNT), Xml.leaf("DisplayName", "sandbox"));
    }

    private Response list(S3Request request) {
        String prefix = request.parameter("prefix").orElse("");
        List<Xml> found = buckets.all().stream()
                .filter(b -> b.name().startsWith(prefix))
                .map(b -> Xml.of(
                        "Bucket",
                        Xml.leaf("Name", b.name()),
                        Xml.leaf("CreationDate", Events.MILLISECONDS.format(b.created())),
                        Xml.leaf("BucketRegion", b.region())))
                .toList();
        return xml(Xml.of("ListAllMyBucketsResult", owner("Owner"), Xml.of("Buckets", found)));
    }

    private Response create(S3Request request) throws IOException {
        String name = request.bucket();
        if (!name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]") || name.contains("..") || name.matches("[\\d.]+")) {
            throw new ServiceException(400, "InvalidBucketName", "The specified bucket is not valid.");
        }
        if (request.header("x-amz-acl").filter(acl -> !acl.equals("private")).isPresent()) {
            throw new ServiceException(
                    400,
                    "InvalidBucketAclWithObjectOwnership",
                    "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting");
        }
        if (request.header("x-amz-bucket-object-lock-enabled")
                .filter("true"::equalsIgnoreCase)
                .isPresent()) {
            throw ServiceException.notImplemented("object lock");
        }
        String region = regionOf(request);
        Optional<Bucket> created = buckets.create(name, region, settingsOf(request));
        if (created.isEmpty() && !region.equals(HOME_REGION)) {
            throw new ServiceException(
                    409,
                    "BucketAlreadyOwnedByYou",
                    "Your previous request to create the named bucket succeeded and you already own it.");
        }
        return Response.of(200).with("Location", "/" + name);
    }

    private static BucketSettings settingsOf(S3Request request) {
        BucketSettings settings = BucketSettings.ofNewBucket();
        return request.header("x-amz-object-ownership")
                .map(o -> settings.with(
                        "ownershipControls",
                        Xml.of("OwnershipControls", Xml.of("Rule", Xml.leaf("ObjectOwnership", o)))
                                .document()))
                .orElse(settings);
    }

    private static String regionOf(S3Request request) throws IOException {
        String document = request.document();
        String signed = request.caller().region();
        Optional<String> constraint = document.isBlank()
                ? Optional.empty()
                : Xml.parse(document, "CreateBucketConfiguration").value("LocationConstraint");
        if (constraint.equals(Optional.of(HOME_REGION))) {
            throw new ServiceException(
                    400, "InvalidLocationConstraint", "The specified location-constraint is not valid");
        }
        if (constraint.isEmpty() && !signed.equals(HOME_REGION)) {
            throw new ServiceException(
                    400,
                    "IllegalLocationConstraintException",
                    "The unspecified location constraint is incompatible for the region specific endpoint"
                            + " this request was sent to.");
        }
        return constraint.orElse(HOME_REGION);
    }

    private Response head(S3Request request) {
        return Response.of(200)
                .with("x-amz-bucket-region", buckets.get(request.bucket()).region())
                .with("Content-Type", "application/xml");
    }

    private Response delete(S3Request request) throws IOException {
        buckets.delete(request.bucket());
        return Response.of(204);
    }

    private Response location(S3Request request) {
        String region = buckets.get(request.bucket()).region();
        return xml(Xml.leaf("LocationConstraint", region.equals(HOME_REGION) ? "" : region));
    }

    private Response objectAcl(S3Request request) {
        buckets.get(request.bucket()).find(request.key()).orElseThrow(Errors::noSuchKey);
        return xml(ownerOnly());
    }

    private Response refuseAcl(S3Request request) {
        refuseAcl(buckets.get(request.bucket()));
        return Response.of(200);
    }

    /** Answers a request that wants to grant by access control list. */
    static void refuseAcl(Bucket bucket) {
        if (bucket.settings().ownerEnforced()) {
            throw new ServiceException(400, "AccessControlListNotSupported", "The bucket does not allow ACLs");
        }
        throw ServiceException.notImplemented("access control lists");
    }

    private static Xml ownerOnly() {
        return Xml.of(
                "AccessControlPolicy",
                owner("Owner"),
                Xml.of("AccessControlList", Xml.of("Grant", owner("Grantee"), Xml.leaf("Permission", "FULL_CONTROL"))));
    }

    /** Whether a write asks for an access control list other than the only one allowed. */
    static boolean asksForAcl(Stream<String> headerNames, Optional<String> cannedAcl) {
        return cannedAcl.filter(acl -> !acl.equals("bucket-owner-full-control")).isPresent()
                || headerNames.anyMatch(h -> h.startsWith("x-amz-grant-"));
    }
}
