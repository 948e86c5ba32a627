package dev.darkroom.sandbox.s3;

import dev.darkroom.sandbox.auth.Authenticator;
import dev.darkroom.sandbox.auth.Caller;
import dev.darkroom.sandbox.auth.Credentials;
import dev.darkroom.sandbox.http.HttpService;
import dev.darkroom.sandbox.http.PercentEncoding;
import dev.darkroom.sandbox.http.Request;
import dev.darkroom.sandbox.http.Response;
import dev.darkroom.sandbox.http.ServiceException;
import dev.darkroom.sandbox.http.Xml;
import dev.darkroom.sandbox.store.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** S3 with path-style addresses: finds the operation, proves the sender, checks permissions. Thread-safe. */
public final class S3Service implements HttpService {
    private static final int LONGEST_KEY_BYTES = 1024;
    /** Operations whose sender is proven, or not needed, by other means than the request's signature. */
    private static final Set<String> UNSIGNED = Set.of("PostObject", "PreflightRequest");

    private final Authenticator authenticator;
    private final Buckets buckets;
    private final AccessControl access = new AccessControl();
    private final Cors cors;
    private final Map<String, Route> routes = new HashMap<>();

    /**
     * Loads what the storage holds.
     *
     * @param sink where events go
     * @throws IOException when the storage cannot be read
     */
    public S3Service(Storage storage, EventSink sink, Credentials credentials, Clock clock) throws IOException {
        this.authenticator = new Authenticator(credentials, "s3", clock);
        this.buckets = new Buckets(storage, clock);
        this.cors = new Cors(buckets);
        Events events = new Events(sink, clock);
        CopyOperations copies = new CopyOperations(buckets, storage, events, access);
        register(new BucketOperations(buckets).routes());
        register(new SettingOperations(buckets, events).routes());
        register(new ObjectOperations(buckets, storage, events, access).routes());
        register(copies.routes());
        register(new ListOperations(buckets).routes());
        register(new MultipartOperations(buckets, storage, events, copies, clock).routes());
        register(new UploadListings(buckets).routes());
        register(new FormUpload(buckets, storage, events, access, authenticator, clock).routes());
        register(cors.routes());
    }

    @Override
    public boolean accepts(Request request) {
        return true;
    }

    @Override
    public Call identify(Request request) {
        String path = request.rawPath().replaceFirst("^/", "");
        int slash = path.indexOf('/');
        String bucket = PercentEncoding.decode(slash < 0 ? path : path.substring(0, slash));
        String key = slash < 0 ? "" : PercentEncoding.decode(path.substring(slash + 1));
        Route.Level level =
                bucket.isEmpty() ? Route.Level.SERVICE : key.isEmpty() ? Route.Level.BUCKET : Route.Level.OBJECT;
        String subresource = subresource(request);
        Route route = Optional.ofNullable(routes.get(id(request.method(), level, subresource)))
                .orElseGet(() -> unknown(request.method(), level, subresource));
        return new S3Call(request, route, bucket, key);
    }

    @Override
    public Response refuse(Request request, ServiceException error) {
        if (error.status() == 304 || request.method().equals("HEAD")) {
            return Response.of(error.status());
        }
        Xml document = Xml.of(
                "Error",
                Xml.leaf("Code", error.code()),
                Xml.leaf("Message", error.getMessage()),
                Xml.leaf("Resource", PercentEncoding.decode(request.rawPath())),
                Xml.leaf("RequestId", request.id()));
        return Response.of(error.status(), "application/xml", document.document());
    }

    @Override
    public Response complete(Request request, Response response) {
        return cors.decorate(request, response);
    }

    private void register(List<Route> more) {
        more.forEach(route -> routes.put(id(route.method(), route.level(), route.subresource()), route));
    }

    private static String id(String method, Route.Level level, String subresource) {
        return method + " " + level + " " + subresource;
    }

    /** Sub-resources that the query names, joined in alphabetical order. */
    private static String subresource(Request request) {
        List<String> named = request.parameters().stream()
                .filter(p -> Route.SUBRESOURCES.contains(p.name()))
                .filter(p -> !p.name().equals("versionId") || !p.value().equals("null"))
                .filter(p -> !p.name().equals("list-type") || p.value().equals("2"))
                .map(Request.Parameter::name)
                .sorted()
                .toList();
        boolean copy = request.method().equals("PUT") && request.headers().containsKey("x-amz-copy-source");
        return String.join("+", named) + (copy ? named.isEmpty() ? "copy" : "+copy" : "");
    }

    private static Route unknown(String method, Route.Level level, String subresource) {
        String name = method.charAt(0)
                + method.substring(1).toLowerCase(Locale.ROOT)
                + level.name().charAt(0)
                + level.name().substring(1).toLowerCase(Locale.ROOT)
                + (subresource.isEmpty() ? "" : "?" + subresource);
        return new Route(method, level, subresource, name, "", request -> {
            throw ServiceException.notImplemented(method + " on " + (level == Route.Level.OBJECT ? "an " : "a ")
                    + level.name().toLowerCase(Locale.ROOT)
                    + (subresource.isEmpty() ? "" : " with the sub-resource ?" + subresource));
        });
    }

    /** A request to S3 whose operation is known. */
    private final class S3Call implements Call {
        private final Request request;
        private final Route route;
        private final String bucket;
        private final String key;

        S3Call(Request request, Route route, String bucket, String key) {
            this.request = request;
            this.route = route;
            this.bucket = bucket;
            this.key = key;
        }

        @Override
        public String operation() {
            return "s3:" + route.operation();
        }

        @Override
        public String resource() {
            return bucket;
        }

        @Override
        public String key() {
            return key;
        }

        @Override
        public Response run() throws IOException {
            if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY_BYTES) {
                throw new ServiceException(400, "KeyTooLongError", "Your key is too long");
            }
            Caller caller = UNSIGNED.contains(route.operation())
                    ? Caller.anonymous(Caller.UNSIGNED_PAYLOAD)
                    : authenticator.authenticate(request, Optional.empty());
            requireExpectedOwner();
            authorize(caller);
            return route.handler().handle(new S3Request(request, caller, bucket, key));
        }

        private void authorize(Caller caller) {
            boolean needsBucket =
                    route.level() != Route.Level.SERVICE && !route.operation().equals("CreateBucket");
            if (!needsBucket) {
                if (!caller.isOwner()) {
                    throw Errors.accessDenied();
                }
            } else if (!route.action().isEmpty()) {
                access.require(caller, buckets.get(bucket), route.action(), key);
            }
        }

        private void requireExpectedOwner() {
            for (String header : List.of("x-amz-expected-bucket-owner", "x-amz-source-expected-bucket-owner")) {
                if (!request.header(header).orElse(AccessControl.ACCOUNT).equals(AccessControl.ACCOUNT)) {
                    throw Errors.accessDenied();
                }
            }
        }
    }
}
