package dev.darkroom.sandbox.auth;

import dev.darkroom.sandbox.http.PercentEncoding;
import dev.darkroom.sandbox.http.Request;
import dev.darkroom.sandbox.http.ServiceException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The arithmetic of AWS Signature Version 4, as in "Signature Calculations for the Authorization Header". */
final class SigV4 {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private SigV4() {}

    /** Credential scope: whose key, and where and when it signs. */
    record Scope(String accessKey, String date, String region, String service) {
        static Scope parse(String credential, String errorCode) {
            String[] parts = credential.split("/");
            if (parts.length != 5 || !parts[4].equals("aws4_request")) {
                throw new ServiceException(
                        400,
                        errorCode,
                        "The Credential is malformed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
            }
            return new Scope(parts[0], parts[1], parts[2], parts[3]);
        }

        String path() {
            return String.join("/", date, region, service, "aws4_request");
        }

        byte[] signingKey(String secret) {
            byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
            for (String part : List.of(date, region, service, "aws4_request")) {
                key = hmac(key, part);
            }
            return key;
        }
    }

    static String canonicalRequest(Request request, List<String> signedHeaders, String payloadHash) {
        String query = request.parameters().stream()
                .filter(p -> !p.name().equals("X-Amz-Signature"))
                .map(p -> new Request.Parameter(PercentEncoding.encode(p.name()), PercentEncoding.encode(p.value())))
                .sorted(Comparator.comparing(Request.Parameter::name).thenComparing(Request.Parameter::value))
                .map(p -> p.name() + "=" + p.value())
                .collect(Collectors.joining("&"));
        String headers = signedHeaders.stream()
                .map(name -> name + ":" + request.header(name).orElse("").trim().replaceAll(" +", " ") + "\n")
                .collect(Collectors.joining());
        return String.join(
                "\n",
                request.method(),
                PercentEncoding.encodePath(PercentEncoding.decode(request.rawPath())),
                query,
                headers,
                String.join(";", signedHeaders),
                payloadHash);
    }

    static String stringToSign(String timestamp, Scope scope, String canonicalRequest) {
        return String.join(
                "\n", ALGORITHM, timestamp, scope.path(), sha256(canonicalRequest.getBytes(StandardCharsets.UTF_8)));
    }

    static String sign(byte[] key, String text) {
        return HexFormat.of().formatHex(hmac(key, text));
    }

    static boolean matches(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest("SHA-256").digest(bytes));
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
