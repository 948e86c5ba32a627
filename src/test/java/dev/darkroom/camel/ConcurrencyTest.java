package dev.darkroom.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConcurrencyTest {

    @Test
    void shouldBeOnePerProcessorOrAsManyAsTold() {
        assertThat(Concurrency.of("processors")).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(Concurrency.of("7")).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "257", "many", "2.5", "99999999999"})
    void shouldSayWhatToSetInstead(String setting) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Concurrency.of(setting))
                .withMessageContaining("darkroom.resizer.concurrency")
                .withMessageContaining("processors");
    }
}
