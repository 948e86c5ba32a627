package dev.darkroom.command;

import dev.darkroom.app.MissingSetting;
import dev.darkroom.aws.AwsConnection;
import dev.darkroom.aws.UploadAccess;
import dev.darkroom.check.Libraries;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;

/** The settings of the app as its routes see them: from the same sources, and with the same placeholders. */
final class Settings {

    private final Supplier<Config> config;
    private final Placeholders placeholders = new Placeholders(this::value);

    /** @param config gives the configuration; not asked before a setting is */
    Settings(Supplier<Config> config) {
        this.config = config;
    }

    /** @throws CommandFailedException if it is not set */
    String uploadBucket() {
        return required("darkroom.upload.bucket", "the bucket where originals arrive");
    }

    /** @throws CommandFailedException if it is not set, or is the upload bucket, where thumbnails would be taken for uploads */
    String resizedBucket() {
        String bucket = required("darkroom.resized.bucket", "the bucket where thumbnails go");
        if (text("darkroom.upload.bucket").filter(bucket::equals).isPresent()) {
            throw new CommandFailedException("darkroom.resized.bucket and darkroom.upload.bucket are both '" + bucket
                    + "': thumbnails need a bucket of their own");
        }
        return bucket;
    }

    /**
     * @throws CommandFailedException if it is not set, or the upload bucket is not, from which its name follows
     */
    String queue() {
        uploadBucket();
        return required("darkroom.queue", "the queue of upload events");
    }

    /** @throws CommandFailedException if it is none that there is */
    UploadAccess uploadAccess() {
        try {
            return UploadAccess.parse(text("darkroom.upload.access").orElse(UploadAccess.SIGNED.name()));
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(e.getMessage());
        }
    }

    /**
     * @return web origins from which pages upload: the gallery's, or any if its address is not set
     * @throws CommandFailedException if the address is none
     */
    List<String> origins() {
        return text("darkroom.gallery.url").map(Settings::origin).map(List::of).orElse(List.of("*"));
    }

    private static String origin(String url) {
        if (!isUrl(url)) {
            throw new CommandFailedException(
                    "darkroom.gallery.url is '" + url + "': give a URL, such as https://photos.example.com");
        }
        URI address = URI.create(url);
        return address.getScheme() + "://" + address.getRawAuthority();
    }

    /** @throws CommandFailedException if a setting cannot be used */
    AwsConnection aws() {
        AwsConnection connection = new AwsConnection();
        connection.setRegion(text("darkroom.aws.region").orElse(""));
        connection.setEndpoint(endpoint());
        connection.setPathStyle(
                text("darkroom.aws.path-style").map(Boolean::parseBoolean).orElse(false));
        connection.setAccessKey(text("darkroom.aws.access-key").orElse(""));
        connection.setSecretKey(text("darkroom.aws.secret-key").orElse(""));
        return connection;
    }

    /** @return whether a setting has a value, be it empty */
    boolean isSet(String property) {
        return config.get().getConfigValue(property).getRawValue() != null;
    }

    /** @return where jars with classes for routes are; empty if there are none */
    String libraries() {
        return text(Libraries.SETTING).orElse("");
    }

    private String endpoint() {
        String endpoint = text("darkroom.aws.endpoint").orElse("");
        if (!endpoint.isEmpty() && !isUrl(endpoint)) {
            throw new CommandFailedException(
                    "darkroom.aws.endpoint is '" + endpoint + "': give a URL, such as http://localhost:4566");
        }
        return endpoint;
    }

    private static boolean isUrl(String text) {
        try {
            URI uri = URI.create(text);
            return "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private String required(String property, String meaning) {
        return text(property).orElseThrow(() -> new CommandFailedException(MissingSetting.message(property, meaning)));
    }

    private Optional<String> text(String property) {
        try {
            return value(property).map(placeholders::resolve).map(String::strip).filter(value -> !value.isEmpty());
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(property + " cannot be resolved: " + e.getMessage());
        }
    }

    private Optional<String> value(String property) {
        return config.get().getOptionalValue(property, String.class);
    }
}
