package dev.darkroom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SandboxMainTest {

    @Test
    void shouldReadItsArguments() {
        assertThat(SandboxMain.parse(List.of()))
                .isEqualTo(SandboxSettings.inMemory().withPort(4566));
        assertThat(SandboxMain.parse(List.of("--port", "7", "--host", "0.0.0.0", "--data", "d")))
                .isEqualTo(SandboxSettings.inMemory()
                        .withPort(7)
                        .withHost("0.0.0.0")
                        .withData(Path.of("d")));
    }

    @Test
    void shouldRefuseArgumentsThatMakeNoSense() {
        assertThatThrownBy(() -> SandboxMain.parse(List.of("--nonsense", "1"))).hasMessageContaining("--nonsense");
        assertThatThrownBy(() -> SandboxMain.parse(List.of("--port"))).hasMessageContaining("--port");
        assertThatThrownBy(() -> SandboxMain.parse(List.of("--port", "many"))).hasMessageContaining("many");
    }

    @Test
    void shouldSayThatThePortIsTaken() {
        try (Sandbox first = SandboxTestCase.start(SandboxSettings.inMemory())) {
            assertThatThrownBy(() -> Sandbox.start(SandboxSettings.inMemory().withPort(first.port())))
                    .isInstanceOf(BindException.class);
        }
    }
}
