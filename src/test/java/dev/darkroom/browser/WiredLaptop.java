package dev.darkroom.browser;

import dev.darkroom.pipeline.LaptopResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/**
 * A laptop with signed upload forms, small pages and a low limit, whose S3 browsers reach over a {@link Wire}. Fields of that type in a
 * test are given it.
 */
public final class WiredLaptop implements QuarkusTestResourceLifecycleManager {

    static final int MAX_BYTES = 3 << 20;
    static final int PAGE_SIZE = 12;

    private final LaptopResource laptop = new LaptopResource();
    private Wire wire;

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(laptop.start());
        try {
            wire = Wire.to(Integer.parseInt(settings.get("darkroom.sandbox.port")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        settings.put("darkroom.aws.public-endpoint", "http://localhost:" + wire.port());
        settings.put("darkroom.upload.access", "signed");
        settings.put("darkroom.upload.max-bytes", Integer.toString(MAX_BYTES));
        settings.put("darkroom.gallery.page-size", Integer.toString(PAGE_SIZE));
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        laptop.inject(injector);
        injector.injectIntoFields(wire, field -> field.getType().equals(Wire.class));
    }

    @Override
    public void stop() {
        try {
            wire.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            laptop.stop();
        }
    }
}
