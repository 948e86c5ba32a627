package dev.darkroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first of the README's commands, with an edit of a route as the guide has it. */
class DevModeIT {

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void shouldDevelopPicturesByRoutesThatAreEditedMeanwhile() throws Exception {
        try (DevMode devMode = DevMode.start(directory)) {
            String s3 = devMode.told(LaptopProcess.S3);
            String gallery = devMode.told(LaptopProcess.GALLERY);

            upload(s3, "first.png");
            LaptopProcess.eventually().until(() -> devMode.hasTold("Ready test-upload/first.png"));
            assertThat(get(gallery + "/images").body()).contains("\"first.png\"");
            assertThat(get(gallery + "/").body()).contains("first.png");

            devMode.edit("routes/resize.camel.yaml", "message: Ready ", "message: Developed ");
            AtomicInteger uploads = new AtomicInteger();
            LaptopProcess.eventually().until(() -> {
                upload(s3, "edited-" + uploads.incrementAndGet() + ".png");
                return devMode.hasTold("Developed test-upload/edited-");
            });
        }
    }

    private void upload(String s3, String key) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(s3 + "/test-upload/" + key))
                .PUT(BodyPublishers.ofByteArray(LaptopProcess.picture()))
                .build();
        assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }
}
