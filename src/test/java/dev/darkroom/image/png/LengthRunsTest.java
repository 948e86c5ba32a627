package dev.darkroom.image.png;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LengthRunsTest {
    @Test
    void shouldShortenRuns() {
        int[] lengths = new int[20];
        Arrays.fill(lengths, 0, 12, 0);
        Arrays.fill(lengths, 12, 17, 5);

        LengthRuns runs = LengthRuns.of(lengths);

        assertThat(symbols(runs)).containsExactly(18, 5, 16, 17);
        assertThat(expand(runs)).isEqualTo(lengths);
    }

    @Test
    void shouldDescribeAnyLengths() {
        Random random = new Random(1);
        for (int round = 0; round < 300; round++) {
            int[] lengths = new int[1 + random.nextInt(286)];
            for (int at = 0; at < lengths.length; ) {
                int end = Math.min(lengths.length, at + 1 + random.nextInt(round + 1));
                Arrays.fill(lengths, at, end, random.nextInt(3) == 0 ? random.nextInt(15) : 0);
                at = end;
            }

            assertThat(expand(LengthRuns.of(lengths))).isEqualTo(lengths);
        }
    }

    private static List<Integer> symbols(LengthRuns runs) {
        List<Integer> symbols = new ArrayList<>();
        for (int i = 0; i < runs.count(); i++) {
            symbols.add(runs.symbol(i));
        }
        return symbols;
    }

    /** As a decoder does (RFC 1951, 3.2.7). */
    private static int[] expand(LengthRuns runs) {
        List<Integer> lengths = new ArrayList<>();
        for (int i = 0; i < runs.count(); i++) {
            int symbol = runs.symbol(i);
            int extra = runs.extra(i);
            assertThat(extra).isBetween(0, (1 << runs.extraBits(i)) - 1);
            int value = symbol < 16 ? symbol : symbol == 16 ? lengths.get(lengths.size() - 1) : 0;
            int count = symbol < 16 ? 1 : symbol < 18 ? 3 + extra : 11 + extra;
            for (int n = 0; n < count; n++) {
                lengths.add(value);
            }
        }
        return lengths.stream().mapToInt(Integer::intValue).toArray();
    }
}
