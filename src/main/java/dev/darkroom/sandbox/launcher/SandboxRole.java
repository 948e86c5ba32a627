package dev.darkroom.sandbox.launcher;

import dev.darkroom.app.Role;
import dev.darkroom.aws.AwsClients;
import dev.darkroom.aws.AwsConnection;
import dev.darkroom.aws.UploadAccess;
import dev.darkroom.aws.provision.GalleryInfrastructure;
import dev.darkroom.aws.provision.Provisioner;
import dev.darkroom.sandbox.Sandbox;
import dev.darkroom.sandbox.SandboxSettings;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.camel.quarkus.main.events.BeforeConfigure;
import org.eclipse.microprofile.config.Config;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The role {@code sandbox}: S3 and SQS are there, with buckets and queue, before any route asks for them. */
@ApplicationScoped
public class SandboxRole {

    private final Config config;
    private Optional<Sandbox> sandbox = Optional.empty();

    SandboxRole(Config config) {
        this.config = config;
    }

    void start(@Observes BeforeConfigure event) {
        if (!Role.parse(text("darkroom.roles")).contains(Role.SANDBOX)) {
            return;
        }
        SandboxSettings settings = new SandboxSettings(
                text("darkroom.sandbox.host"),
                config.getValue("darkroom.sandbox.port", Integer.class),
                Optional.of(Path.of(text("darkroom.sandbox.data"))),
                text("darkroom.aws.access-key"),
                text("darkroom.aws.secret-key"));
        try {
            Sandbox started = Sandbox.start(settings);
            sandbox = Optional.of(started);
            provision(started);
        } catch (IOException e) {
            // Quarkus tells a ConfigurationException in one line only if it has no cause
            throw new ConfigurationException(
                    "The sandbox cannot listen on " + settings.host() + ":" + settings.port() + " (" + e.getMessage()
                            + "). Stop what uses the port, or choose another with darkroom.sandbox.port.");
        }
    }

    private void provision(Sandbox started) {
        AwsConnection connection = new AwsConnection();
        connection.setEndpoint(started.endpoint().toString());
        connection.setRegion(text("darkroom.aws.region"));
        connection.setPathStyle(true);
        connection.setAccessKey(text("darkroom.aws.access-key"));
        connection.setSecretKey(text("darkroom.aws.secret-key"));
        GalleryInfrastructure gallery = new GalleryInfrastructure(
                text("darkroom.upload.bucket"),
                text("darkroom.resized.bucket"),
                text("darkroom.queue"),
                UploadAccess.parse(text("darkroom.upload.access")),
                List.of("*"));
        try (S3Client s3 = AwsClients.s3(connection);
                SqsClient sqs = AwsClients.sqs(connection)) {
            new Provisioner(s3, sqs).provision(gallery);
        }
    }

    @PreDestroy
    void stop() {
        sandbox.ifPresent(Sandbox::close);
    }

    private String text(String property) {
        return config.getValue(property, String.class);
    }
}
