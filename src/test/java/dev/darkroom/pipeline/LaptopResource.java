package dev.darkroom.pipeline;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Has the packaged app run as on a laptop, sandbox and all, on free ports and with data of its own. Fields of type {@link LaptopClient}
 * or {@link S3Client} in a test are given a client of it.
 */
public final class LaptopResource implements QuarkusTestResourceLifecycleManager {

    private Path data;
    private LaptopClient client;

    @Override
    public Map<String, String> start() {
        try {
            data = Files.createTempDirectory("darkroom-laptop");
            int port = freePort();
            client = new LaptopClient(
                    URI.create("http://localhost:" + port), "test-upload", "test-resized", "test-upload-events");
            return Map.of(
                    "quarkus.management.port",
                    "0",
                    "darkroom.roles",
                    "sandbox,resizer,gallery",
                    "darkroom.sandbox.port",
                    Integer.toString(port),
                    "darkroom.sandbox.data",
                    data.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(client, field -> field.getType().equals(LaptopClient.class));
        injector.injectIntoFields(client.s3(), field -> field.getType().equals(S3Client.class));
    }

    @Override
    public void stop() {
        client.close();
        try (Stream<Path> files = Files.walk(data)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
