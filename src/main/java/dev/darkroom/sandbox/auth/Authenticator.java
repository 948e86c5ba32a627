package dev.darkroom.sandbox.auth;

import dev.darkroom.sandbox.http.Request;
import dev.darkroom.sandbox.http.ServiceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Proves who sent a request, by SigV4 in the Authorization header, in the URL or in a form. Thread-safe. */
public final class Authenticator {
    private static final Duration MOST_SKEW = Duration.ofMinutes(15);
    private static final long LONGEST_EXPIRY_SECONDS = 604_800;
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Credentials credentials;
    private final String service;
    private final Clock clock;

    /**
     * Creates an authenticator.
     *
     * @param credentials the only ones accepted
     * @param service the service that signatures must name, {@code s3} or {@code sqs}
     */
    public Authenticator(Credentials credentials, String service, Clock clock) {
        this.credentials = credentials;
        this.service = service;
        this.clock = clock;
    }

    /**
     * Verifies a request's signature.
     *
     * @param bodyHash SHA-256 of the body in hex, if known; otherwise the header's word is taken and the body checked later
     * @return the owner, or an anonymous caller when nothing is signed
     * @throws ServiceException when the signature is wrong, unknown, out of date or of another kind
     */
    public Caller authenticate(Request request, Optional<String> bodyHash) {
        Optional<String> authorization = request.header("authorization");
        if (authorization.isPresent()) {
            return byHeader(request, authorization.get(), bodyHash);
        }
        if (request.has("X-Amz-Algorithm") || request.has("X-Amz-Signature")) {
            return byUrl(request);
        }
        if (request.has("AWSAccessKeyId") || request.has("Signature")) {
            throw unsupported();
        }
        return Caller.anonymous(request.header("x-amz-content-sha256").orElse(Caller.UNSIGNED_PAYLOAD));
    }

    /**
     * Verifies the signature of a form's policy document.
     *
     * @param fields form fields by lower-case name
     * @return the owner, or an anonymous caller when the form has no policy
     */
    public Caller authenticateForm(Map<String, String> fields) {
        if (!fields.containsKey("policy")) {
            return Caller.anonymous(Caller.UNSIGNED_PAYLOAD);
        }
        if (!SigV4.ALGORITHM.equals(fields.get("x-amz-algorithm"))) {
            throw fields.containsKey("signature") ? unsupported() : missingField("x-amz-algorithm");
        }
        for (String required : List.of("x-amz-credential", "x-amz-date", "x-amz-signature")) {
            if (!fields.containsKey(required)) {
                throw missingField(required);
            }
        }
        SigV4.Scope scope = knownScope(fields.get("x-amz-credential"), "InvalidArgument");
        String expected = SigV4.sign(scope.signingKey(credentials.secretKey()), fields.get("policy"));
        requireMatch(expected, fields.get("x-amz-signature"));
        return Caller.owner(scope.region());
    }

    private Caller byHeader(Request request, String authorization, Optional<String> bodyHash) {
        if (!authorization.startsWith(SigV4.ALGORITHM + " ")) {
            throw unsupported();
        }
        Map<String, String> parts = new HashMap<>();
        for (String part : authorization.substring(SigV4.ALGORITHM.length()).split(",")) {
            String[] pair = part.trim().split("=", 2);
            parts.put(pair[0], pair.length == 2 ? pair[1] : "");
        }
        if (!parts.keySet().containsAll(List.of("Credential", "SignedHeaders", "Signature"))) {
            throw new ServiceException(
                    400,
                    "AuthorizationHeaderMalformed",
                    "The authorization header needs Credential, SignedHeaders and Signature.");
        }
        SigV4.Scope scope = knownScope(parts.get("Credential"), "AuthorizationHeaderMalformed");
        String timestamp = request.header("x-amz-date")
                .orElseThrow(() -> new ServiceException(
                        403, "AccessDenied", "AWS authentication requires a valid Date or x-amz-date header"));
        requireFresh(instant(timestamp, "AccessDenied"));
        String payloadHash = bodyHash.or(() -> request.header("x-amz-content-sha256"))
                .orElseThrow(() -> new ServiceException(
                        400, "InvalidRequest", "Missing required header for this request: x-amz-content-sha256"));
        return verify(request, scope, timestamp, parts.get("SignedHeaders"), parts.get("Signature"), payloadHash);
    }

    private Caller byUrl(Request request) {
        for (String name : List.of("Algorithm", "Credential", "Date", "Expires", "SignedHeaders", "Signature")) {
            if (!request.has("X-Amz-" + name)) {
                throw badUrl("Query-string authentication version 4 requires the X-Amz-" + name + " parameter.");
            }
        }
        if (!request.parameter("X-Amz-Algorithm").equals(Optional.of(SigV4.ALGORITHM))) {
            throw badUrl("X-Amz-Algorithm only supports \"" + SigV4.ALGORITHM + "\"");
        }
        SigV4.Scope scope =
                knownScope(request.parameter("X-Amz-Credential").orElseThrow(), "AuthorizationQueryParametersError");
        String timestamp = request.parameter("X-Amz-Date").orElseThrow();
        requireUnexpired(
                instant(timestamp, "AuthorizationQueryParametersError"),
                request.parameter("X-Amz-Expires").orElseThrow());
        String signedHeaders = request.parameter("X-Amz-SignedHeaders").orElseThrow();
        String payloadHash = request.header("x-amz-content-sha256")
                .filter(hash -> signedHeaders.contains("x-amz-content-sha256"))
                .orElse(Caller.UNSIGNED_PAYLOAD);
        return verify(
                request,
                scope,
                timestamp,
                signedHeaders,
                request.parameter("X-Amz-Signature").orElseThrow(),
                payloadHash);
    }

    private Caller verify(
            Request request, SigV4.Scope scope, String timestamp, String headers, String signature, String hash) {
        List<String> signedHeaders = Arrays.asList(headers.split(";"));
        boolean unsigned = request.headers().keySet().stream()
                .anyMatch(name -> name.startsWith("x-amz-")
                        && !name.equals("x-amz-content-sha256")
                        && !signedHeaders.contains(name));
        if (unsigned || !signedHeaders.contains("host")) {
            throw new ServiceException(
                    403, "AccessDenied", "There were headers present in the request which were not signed");
        }
        byte[] key = scope.signingKey(credentials.secretKey());
        String canonical = SigV4.canonicalRequest(request, signedHeaders, hash);
        requireMatch(SigV4.sign(key, SigV4.stringToSign(timestamp, scope, canonical)), signature);
        ChunkSigner chunks = new ChunkSigner(key, timestamp, scope.path(), signature);
        return new Caller(Caller.Identity.OWNER, scope.region(), hash, Optional.of(chunks));
    }

    private SigV4.Scope knownScope(String credential, String errorCode) {
        SigV4.Scope scope = SigV4.Scope.parse(credential, errorCode);
        if (!scope.accessKey().equals(credentials.accessKey())) {
            throw new ServiceException(
                    403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.");
        }
        if (!scope.service().equals(service)) {
            throw new ServiceException(
                    400, errorCode, "Credential should be scoped to correct service: '" + service + "'.");
        }
        return scope;
    }

    private void requireFresh(Instant signedAt) {
        if (Duration.between(signedAt, clock.instant()).abs().compareTo(MOST_SKEW) > 0) {
            throw new ServiceException(
                    403,
                    "RequestTimeTooSkewed",
                    "The difference between the request time and the current time is too large.");
        }
    }

    private void requireUnexpired(Instant signedAt, String expires) {
        if (!expires.matches("\\d{1,6}") || Long.parseLong(expires) > LONGEST_EXPIRY_SECONDS) {
            throw badUrl("X-Amz-Expires must be a number of seconds up to a week");
        }
        Instant now = clock.instant();
        if (now.isAfter(signedAt.plusSeconds(Long.parseLong(expires)))) {
            throw new ServiceException(403, "AccessDenied", "Request has expired");
        }
        if (now.plus(MOST_SKEW).isBefore(signedAt)) {
            throw new ServiceException(403, "AccessDenied", "Request is not yet valid");
        }
    }

    private static void requireMatch(String expected, String given) {
        if (!SigV4.matches(expected, given)) {
            throw new ServiceException(
                    403,
                    "SignatureDoesNotMatch",
                    "The request signature we calculated does not match the signature you provided."
                            + " Check your key and signing method.");
        }
    }

    private static Instant instant(String timestamp, String errorCode) {
        try {
            return TIMESTAMP.parse(timestamp, Instant::from);
        } catch (DateTimeParseException e) {
            throw new ServiceException(400, errorCode, "The date must look like 20260131T235959Z: " + timestamp);
        }
    }

    private static ServiceException badUrl(String message) {
        return new ServiceException(400, "AuthorizationQueryParametersError", message);
    }

    private static ServiceException missingField(String field) {
        return new ServiceException(400, "InvalidArgument", "Bucket POST must contain a field named '" + field + "'.");
    }

    private static ServiceException unsupported() {
        return new ServiceException(
                400,
                "InvalidRequest",
                "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.");
    }
}
