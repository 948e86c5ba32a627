package dev.darkroom.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class RoleTest {

    @Test
    void shouldReadRolesInAnyCaseAndSpacing() {
        assertThat(Role.parse(" resizer, Gallery ,")).containsExactlyInAnyOrder(Role.RESIZER, Role.GALLERY);
    }

    @Test
    void shouldSayWhichRolesThereAreWhenOneIsUnknown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Role.parse("resizer,printer"))
                .withMessageContaining("'printer'")
                .withMessageContaining("resizer, gallery, operator, sandbox");
    }

    @Test
    void shouldSayWhatToSetWhenThereIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Role.parse(" "))
                .withMessageContaining("darkroom.roles")
                .withMessageContaining("sandbox,resizer,gallery");
    }
}
