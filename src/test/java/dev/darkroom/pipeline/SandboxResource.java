package dev.darkroom.pipeline;

import dev.darkroom.aws.UploadAccess;
import dev.darkroom.aws.provision.GalleryInfrastructure;
import dev.darkroom.aws.provision.Provisioner;
import dev.darkroom.sandbox.Sandbox;
import dev.darkroom.sandbox.SandboxSettings;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * A provisioned sandbox for tests of the app: started before the app, which is told where it is as production is told where AWS is.
 * Fields of type {@link LaptopClient} in a test are given a client of it.
 */
public final class SandboxResource implements QuarkusTestResourceLifecycleManager {

    static final String UPLOAD_BUCKET = "photos-in";
    static final String RESIZED_BUCKET = "photos-out";
    static final String QUEUE = "photos-in-events";

    private Sandbox sandbox;
    private LaptopClient client;

    @Override
    public Map<String, String> start() {
        try {
            sandbox = Sandbox.start(SandboxSettings.inMemory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        client = new LaptopClient(sandbox.endpoint(), UPLOAD_BUCKET, RESIZED_BUCKET, QUEUE);
        new Provisioner(client.s3(), client.sqs())
                .provision(new GalleryInfrastructure(
                        UPLOAD_BUCKET, RESIZED_BUCKET, QUEUE, UploadAccess.ANONYMOUS, List.of("*")));
        return Map.ofEntries(
                Map.entry("darkroom.roles", "Resizer, GALLERY"),
                Map.entry("darkroom.upload.bucket", UPLOAD_BUCKET),
                Map.entry("darkroom.resized.bucket", RESIZED_BUCKET),
                Map.entry("darkroom.upload.access", "anonymous"),
                Map.entry("darkroom.upload.max-bytes", "5000000"),
                Map.entry("darkroom.queue.visibility-seconds", "10"),
                Map.entry("darkroom.queue.wait-seconds", "1"),
                Map.entry("darkroom.gallery.page-size", "3"),
                Map.entry("darkroom.log.uploads", "INFO"),
                Map.entry("darkroom.aws.region", "us-east-1"),
                Map.entry("darkroom.aws.endpoint", sandbox.endpoint().toString()),
                Map.entry("darkroom.aws.path-style", "true"),
                Map.entry("darkroom.aws.access-key", "test"),
                Map.entry("darkroom.aws.secret-key", "test"));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(client, field -> field.getType().equals(LaptopClient.class));
        injector.injectIntoFields(sandbox, field -> field.getType().equals(Sandbox.class));
    }

    @Override
    public void stop() {
        client.close();
        sandbox.close();
    }
}
