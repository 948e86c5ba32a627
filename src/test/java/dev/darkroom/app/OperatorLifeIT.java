package dev.darkroom.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged app as an operator, in a cluster that does not know Galleries. */
class OperatorLifeIT {

    private static final byte[] UNKNOWN =
            """
            {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "NotFound", "code": 404}
            """
                    .getBytes(UTF_8);

    private HttpServer apiServer;

    @BeforeEach
    void startApiServer() throws IOException {
        apiServer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        apiServer.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, UNKNOWN.length);
            exchange.getResponseBody().write(UNKNOWN);
            exchange.close();
        });
        apiServer.start();
    }

    @AfterEach
    void stopApiServer() {
        apiServer.stop(0);
    }

    @Test
    void shouldRunWithoutBucketsAndSayWhatTheClusterLacks() throws Exception {
        try (WorkerProcess operator = WorkerProcess.start(Map.of(
                "darkroom.roles", "operator",
                "darkroom.operator.image", "registry.example.com/darkroom:1",
                "darkroom.operator.leader-election", "false",
                "kubernetes.master",
                        "http://localhost:" + apiServer.getAddress().getPort(),
                "kubernetes.auth.tryKubeConfig", "false"))) {
            await().atMost(60, SECONDS)
                    .untilAsserted(() -> assertThat(operator.readiness()).contains("kubectl apply --server-side -f"));
            assertThat(operator.isLive()).isTrue();
            assertThat(operator.isUnready()).isTrue();

            operator.terminate();

            assertThat(operator.awaitExit(Duration.ofSeconds(30))).isEqualTo(WorkerProcess.TERMINATED);
        }
    }
}
