package dev.darkroom.bench.gallery;

import dev.darkroom.sandbox.Sandbox;
import dev.darkroom.sandbox.SandboxSettings;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/** S3 in this process, with a bucket that holds what is asked for. */
final class World implements AutoCloseable {

    private final Sandbox sandbox;

    World(MadeUpBucket.Contents contents) throws IOException {
        sandbox = Sandbox.start(SandboxSettings.inMemory(), new MadeUpBucket(contents, picture()));
    }

    long calls(String operation) {
        return sandbox.calls().count(operation);
    }

    void forgetCalls() {
        sandbox.calls().reset();
    }

    /** What the app has to be told to work here. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("darkroom.upload.bucket", "bench-upload");
        settings.put("darkroom.resized.bucket", MadeUpBucket.BUCKET);
        settings.put("darkroom.aws.region", "us-east-1");
        settings.put("darkroom.aws.endpoint", sandbox.endpoint().toString());
        settings.put("darkroom.aws.path-style", "true");
        settings.put("darkroom.aws.access-key", "test");
        settings.put("darkroom.aws.secret-key", "test");
        return settings;
    }

    private static byte[] picture() throws IOException {
        BufferedImage image = new BufferedImage(400, 267, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.ORANGE);
        graphics.fillOval(50, 30, 300, 200);
        graphics.dispose();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", file);
        return file.toByteArray();
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
