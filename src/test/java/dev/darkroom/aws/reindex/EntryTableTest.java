package dev.darkroom.aws.reindex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.index.IndexEntry;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EntryTableTest {

    private final EntryTable table = new EntryTable();

    @Test
    void shouldGiveBackEveryEntryOfAKeyOnce() {
        IndexEntry one = entry(1, "a.jpg");
        IndexEntry other = new IndexEntry(Instant.ofEpochMilli(9_999_999_999_999L), 999_999, 1, "a.jpg");
        table.add(one);
        table.add(entry(1, "b.jpg"));
        table.add(other);

        assertThat(table.contains(one)).isTrue();
        assertThat(table.contains(entry(2, "a.jpg"))).isFalse();
        assertThat(table.take("a.jpg")).containsExactlyInAnyOrder(one, other);
        assertThat(table.take("a.jpg")).isEmpty();
        assertThat(table.contains(one)).isFalse();
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void shouldFindEachOfManyThatShareItsBuckets() {
        IntStream.range(0, 50_000).forEach(i -> table.add(entry(i, "key " + i)));

        assertThat(IntStream.range(0, 50_000))
                .allMatch(i -> table.take("key " + i).equals(List.of(entry(i, "key " + i))));
        assertThat(table.size()).isZero();
    }

    private static IndexEntry entry(long millis, String key) {
        return new IndexEntry(Instant.ofEpochMilli(millis), 400, 300, key);
    }
}
