package dev.darkroom.image.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CodeLengthsTest {
    @Test
    void shouldGiveTwoSymbolsABitEach() {
        assertThat(CodeLengths.count(new long[] {1, 1000}, 15)).startsWith(0, 2, 0);
    }

    @Test
    void shouldCodeEqualWeightsEqually() {
        long[] weights = new long[256];
        Arrays.fill(weights, 3);

        assertThat(CodeLengths.count(weights, 16)[8]).isEqualTo(256);
    }

    /** Without a limit their lengths would be 1, 2, 3 and so on. */
    @Test
    void shouldLimitFibonaccisWeights() {
        long[] weights = new long[80];
        weights[0] = 1;
        weights[1] = 1;
        for (int i = 2; i < weights.length; i++) {
            weights[i] = weights[i - 1] + weights[i - 2];
        }

        for (int max = 7; max <= 16; max++) {
            assertThat(space(CodeLengths.count(weights, max))).isEqualTo(1);
        }
    }

    @Test
    void shouldFillTheLastLengthIfItMust() {
        long[] weights = new long[128];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 1L << i / 3;
        }

        assertThat(CodeLengths.count(weights, 7)[7]).isEqualTo(128);
    }

    /** The cost of Huffman's code is the sum of the inner nodes of his tree. */
    @Test
    void shouldBeAsShortAsHuffmansCode() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            long[] weights =
                    random.longs(2 + random.nextInt(200), 0, 1000).sorted().toArray();
            PriorityQueue<Long> nodes = new PriorityQueue<>();
            Arrays.stream(weights).forEach(nodes::add);
            long expected = 0;
            while (nodes.size() > 1) {
                long sum = nodes.remove() + nodes.remove();
                expected += sum;
                nodes.add(sum);
            }

            int[] counts = CodeLengths.count(weights, 40);

            assertThat(space(counts)).isEqualTo(1);
            assertThat(cost(weights, counts)).isEqualTo(expected);
        }
    }

    @Test
    void shouldRefuseWhatHasNoCode() {
        assertThatThrownBy(() -> CodeLengths.count(new long[1], 15)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CodeLengths.count(new long[9], 3)).isInstanceOf(IllegalArgumentException.class);
    }

    private static long cost(long[] weights, int[] counts) {
        long cost = 0;
        int rarest = 0;
        for (int length = counts.length - 1; length > 0; length--) {
            for (int i = 0; i < counts[length]; i++) {
                cost += weights[rarest++] * length;
            }
        }
        assertThat(rarest).isEqualTo(weights.length);
        return cost;
    }

    private static double space(int[] counts) {
        double space = 0;
        for (int length = 1; length < counts.length; length++) {
            space += counts[length] * Math.pow(2, -length);
        }
        return space;
    }
}
