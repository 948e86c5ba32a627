package dev.darkroom.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class QueryTest {

    @Test
    void shouldDecodeAsFormsAreDecoded() throws InvalidRequestException {
        Query query = Query.parse("name=a+b%2Bc%C3%BC&type=&flag&n%61me2=x=y");

        assertThat(query.value("name")).contains("a b+cü");
        assertThat(query.value("type")).contains("");
        assertThat(query.value("flag")).contains("");
        assertThat(query.value("name2")).contains("x=y");
        assertThat(query.value("other")).isEmpty();
    }

    @Test
    void shouldHaveNothingWhereThereIsNoQuery() throws InvalidRequestException {
        assertThat(Query.parse("").value("name")).isEmpty();
        assertThat(Query.parse("&&=&").value("name")).isEmpty();
    }

    @Test
    void shouldNotChooseBetweenTwoValues() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> Query.parse("after=a&after=b").value("after"))
                .withMessage("'after' is given more than once.");
    }

    @Test
    void shouldSayWhatCannotBeDecodedOnlyToWhoAsksForIt() throws InvalidRequestException {
        Query query = Query.parse("name=%zz&%zz=1&type=image/png");

        assertThat(query.value("type")).contains("image/png");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> query.value("name"))
                .withMessageContaining("hexadecimal");
    }
}
