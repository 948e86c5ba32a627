package dev.darkroom.tracing;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where traces go, and how many. Knows no OpenTelemetry, so that it can be asked before any of that is loaded.
 *
 * @param endpoint of a collector that takes OTLP over HTTP
 * @param ratio the part of all attempts that has a trace, 0 to 1; empty to leave it to {@code OTEL_TRACES_SAMPLER}
 */
public record TracingSettings(URI endpoint, OptionalDouble ratio) {

    private static final String ENDPOINT = "darkroom.tracing.endpoint";
    private static final String RATIO = "darkroom.tracing.ratio";

    /**
     * @param endpoint value of {@code darkroom.tracing.endpoint}; empty if no traces are wanted
     * @param ratio value of {@code darkroom.tracing.ratio}
     * @return the settings; none if no traces are wanted
     * @throws IllegalArgumentException if a value is none; the message says what to do
     */
    public static Optional<TracingSettings> parse(String endpoint, String ratio) {
        OptionalDouble part = ratio.isBlank() ? OptionalDouble.empty() : OptionalDouble.of(part(ratio.strip()));
        return endpoint.isBlank() ? Optional.empty() : Optional.of(new TracingSettings(url(endpoint.strip()), part));
    }

    private static URI url(String text) {
        try {
            URI url = URI.create(text);
            if (("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(refusal(text), e);
        }
        throw new IllegalArgumentException(refusal(text));
    }

    private static String refusal(String text) {
        return ENDPOINT + " is '" + text + "': use the URL of a collector, such as http://localhost:4318";
    }

    private static double part(String text) {
        try {
            double part = Double.parseDouble(text);
            if (part >= 0 && part <= 1) {
                return part;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(refusalOfRatio(text), e);
        }
        throw new IllegalArgumentException(refusalOfRatio(text));
    }

    private static String refusalOfRatio(String text) {
        return RATIO + " is '" + text + "': use a number from 0 to 1, such as 0.01 for one in a hundred";
    }
}
