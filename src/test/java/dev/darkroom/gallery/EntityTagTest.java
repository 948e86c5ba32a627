package dev.darkroom.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagTest {

    @Test
    void shouldChangeWithTheContentAndWithNothingElse() {
        assertThat(EntityTag.of("a page")).isEqualTo(EntityTag.of("a page")).isNotEqualTo(EntityTag.of("a page "));
        assertThat(EntityTag.of("a page").value()).matches("W/\"[A-Za-z0-9_-]{22}\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", " * ", "\"x\"", "W/\"x\"", "\"a\", W/\"x\" ,\"b\"", "\"a,b\",\"x\"", "\"a\"\t,\t\"x\""})
    void shouldFindItselfAmongTheTagsOfAClientWeakOrStrong(String ifNoneMatch) {
        assertThat(new EntityTag("W/\"x\"").isAmong(ifNoneMatch)).isTrue();
        assertThat(new EntityTag("\"x\"").isAmong(ifNoneMatch)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "\"X\"", "\"y\"", "\"x", "x\"", "\"*\"", "W/x", "\"a\", \"b\"", "**", "\" x\""})
    void shouldNotFindItselfAmongOthers(String ifNoneMatch) {
        assertThat(new EntityTag("W/\"x\"").isAmong(ifNoneMatch)).isFalse();
    }
}
