package dev.darkroom.sandbox.s3;

import dev.darkroom.sandbox.http.PercentEncoding;
import dev.darkroom.sandbox.http.Request;
import dev.darkroom.sandbox.http.Response;
import dev.darkroom.sandbox.http.ServiceException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Answers browsers of other origins by the rules stored with a bucket. Thread-safe. */
final class Cors {
    private static final String VARY = "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";

    private final Buckets buckets;

    Cors(Buckets buckets) {
        this.buckets = buckets;
    }

    List<Route> routes() {
        return List.of(
                new Route("OPTIONS", Route.Level.BUCKET, "", "PreflightRequest", "", this::preflight),
                new Route("OPTIONS", Route.Level.OBJECT, "", "PreflightRequest", "", this::preflight));
    }

    /** Adds CORS headers to an answer where a rule of the bucket allows the origin and method. */
    Response decorate(Request request, Response response) {
        Optional<String> origin = request.header("origin");
        if (origin.isPresent() && !request.method().equals("OPTIONS")) {
            rule(bucketOf(request), origin.get(), request.method(), List.of())
                    .ifPresent(rule -> allow(response, rule, origin.get()));
        }
        return response;
    }

    private Response preflight(S3Request request) {
        String origin = request.header("origin")
                .orElseThrow(() -> new ServiceException(
                        400, "BadRequest", "Insufficient information. Origin request header needed."));
        String method = request.header("access-control-request-method")
                .orElseThrow(
                        () -> new ServiceException(400, "BadRequest", "Invalid Access-Control-Request-Method: null"));
        List<String> headers = Arrays.stream(request.header("access-control-request-headers")
                        .orElse("")
                        .split(","))
                .map(String::trim)
                .filter(h -> !h.isEmpty())
                .toList();
        CorsRule rule = rule(request.bucket(), origin, method, headers)
                .orElseThrow(() -> new ServiceException(
                        403,
                        "AccessForbidden",
                        "CORSResponse: This CORS request is not allowed. This is usually because the evaluation of"
                                + " Origin, request method / Access-Control-Request-Method or"
                                + " Access-Control-Request-Headers are not whitelisted by the resource's CORS spec."));
        Response response = allow(Response.of(200), rule, origin);
        if (!headers.isEmpty()) {
            response.with("Access-Control-Allow-Headers", String.join(", ", headers));
        }
        rule.maxAgeSeconds().ifPresent(seconds -> response.with("Access-Control-Max-Age", seconds));
        return response;
    }

    private static Response allow(Response response, CorsRule rule, String origin) {
        if (rule.allowsAnyOrigin()) {
            response.with("Access-Control-Allow-Origin", "*");
        } else {
            response.with("Access-Control-Allow-Origin", origin).with("Access-Control-Allow-Credentials", "true");
        }
        if (!rule.exposed().isEmpty()) {
            response.with("Access-Control-Expose-Headers", String.join(", ", rule.exposed()));
        }
        return response.with("Access-Control-Allow-Methods", String.join(", ", rule.methods()))
                .with("Vary", VARY);
    }

    private Optional<CorsRule> rule(String bucket, String origin, String method, List<String> headers) {
        return buckets.find(bucket).stream()
                .flatMap(b -> b.settings().cors().stream())
                .filter(rule -> rule.allows(origin, method, headers))
                .findFirst();
    }

    private static String bucketOf(Request request) {
        String[] segments = request.rawPath().split("/", 3);
        return segments.length < 2 ? "" : PercentEncoding.decode(segments[1]);
    }
}
