package dev.darkroom.sandbox.s3;

import dev.darkroom.sandbox.http.Xml;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** One rule of a bucket's CORS configuration. */
record CorsRule(
        List<String> origins,
        List<String> methods,
        List<String> headers,
        List<String> exposed,
        Optional<String> maxAgeSeconds) {

    static List<CorsRule> parse(String document) {
        return Xml.parse(document, "CORSConfiguration")
                .all("CORSRule")
                .map(rule -> new CorsRule(
                        texts(rule, "AllowedOrigin"),
                        texts(rule, "AllowedMethod"),
                        texts(rule, "AllowedHeader"),
                        texts(rule, "ExposeHeader"),
                        rule.value("MaxAgeSeconds")))
                .toList();
    }

    boolean allows(String origin, String method, List<String> requestedHeaders) {
        return origins.stream().anyMatch(o -> like(o, origin))
                && methods.contains(method)
                && requestedHeaders.stream().allMatch(h -> headers.stream().anyMatch(a -> like(a, h)));
    }

    boolean allowsAnyOrigin() {
        return origins.contains("*");
    }

    private static boolean like(String pattern, String text) {
        String regex = Pattern.quote(pattern.toLowerCase(Locale.ROOT)).replace("*", "\\E.*\\Q");
        return text.toLowerCase(Locale.ROOT).matches(regex);
    }

    private static List<String> texts(Xml rule, String name) {
        return rule.all(name).map(Xml::text).toList();
    }
}
