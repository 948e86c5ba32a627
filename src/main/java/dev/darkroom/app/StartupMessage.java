package dev.darkroom.app;

import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.quarkus.main.events.AfterStart;
import org.eclipse.microprofile.config.Config;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says, once the app is up, what runs where and what to try. */
@ApplicationScoped
public class StartupMessage {

    private static final Logger LOG = LoggerFactory.getLogger(StartupMessage.class);

    private final Config config;

    StartupMessage(Config config) {
        this.config = config;
    }

    void announce(@ObservesAsync HttpServerStart event) {
        announce(port(event));
    }

    /** A process that has nothing to answer at the gallery's port does not listen there. */
    void announceWithoutHttp(@Observes AfterStart event) {
        if (!config.getOptionalValue(RouteSettings.HTTP_ENABLED, Boolean.class).orElse(true)) {
            announce(0);
        }
    }

    private void announce(int galleryPort) {
        Set<Role> roles = Role.parse(text("darkroom.roles"));
        StringBuilder message = new StringBuilder("Darkroom is up: ")
                .append(roles.stream()
                        .map(role -> role.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
        if (roles.contains(Role.GALLERY)) {
            message.append("\n  Gallery   http://localhost:")
                    .append(galleryPort)
                    .append("/");
        }
        if (roles.contains(Role.SANDBOX)) {
            String s3 = "http://localhost:" + text("darkroom.sandbox.port");
            message.append("\n  S3, SQS   ")
                    .append(s3)
                    .append("  (access key ")
                    .append(text("darkroom.aws.access-key"))
                    .append(", secret key ")
                    .append(text("darkroom.aws.secret-key"))
                    .append(")\n  Try       curl -F key=test.jpeg -F file=@test.jpeg ")
                    .append(s3)
                    .append("/")
                    .append(text("darkroom.upload.bucket"));
        }
        LOG.info("{}", message);
    }

    /** With port 0 the system chose one, which Quarkus then keeps in the configuration. */
    private int port(HttpServerStart event) {
        int asked = event.options().getPort();
        return asked > 0 ? asked : config.getValue("quarkus.http.port", Integer.class);
    }

    private String text(String property) {
        return config.getValue(property, String.class);
    }
}
