package dev.darkroom.sandbox.s3;

import dev.darkroom.sandbox.auth.Caller;
import dev.darkroom.sandbox.auth.VerifiedBody;
import dev.darkroom.sandbox.http.Request;
import java.io.IOException;
import java.util.Optional;

/**
 * A request to S3 whose sender is known.
 *
 * @param http the request as it came
 * @param caller who sent it
 * @param bucket name of the bucket, empty for none
 * @param key key of the object, empty for none
 */
record S3Request(Request http, Caller caller, String bucket, String key) {
    private static final int LARGEST_DOCUMENT = 4 << 20;

    /** The body, which is verified while it is read. */
    VerifiedBody body() {
        return VerifiedBody.of(http, caller);
    }

    /** A whole small body. */
    String document() throws IOException {
        return body().text(LARGEST_DOCUMENT);
    }

    Optional<String> parameter(String name) {
        return http.parameter(name);
    }

    Optional<String> header(String name) {
        return http.header(name);
    }

    /** An integer parameter within a range. */
    int number(String name, int fallback, int least, int most) {
        String text = parameter(name).orElse("");
        if (text.isEmpty()) {
            return fallback;
        }
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw Errors.invalidArgument("Argument " + name + " must be an integer between " + least + " and " + most);
        }
        return Integer.parseInt(text);
    }
}
