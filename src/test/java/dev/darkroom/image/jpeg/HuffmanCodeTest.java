package dev.darkroom.image.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HuffmanCodeTest {
    @Test
    void shouldGiveALoneSymbolOneBit() {
        int[] counts = new int[256];
        counts[0x21] = 1000;

        int[] codes = codes(counts);

        assertThat(HuffmanCode.of(counts, 0).symbols()).containsExactly(0x21);
        assertThat(length(codes[0x21])).isOne();
        assertThat(bits(codes[0x21])).isZero();
    }

    /** Huffman's own code for these would be up to 44 bits long. */
    @Test
    void shouldLimitCodesTo16Bits() {
        int[] counts = new int[256];
        long previous = 1;
        long current = 1;
        for (int symbol = 0; symbol < 256; symbol++) {
            counts[symbol] = (int) current;
            long next = previous + current;
            previous = current;
            current = Math.min(next, 1 << 30);
        }

        assertIsPrefixCode(counts);
    }

    @Test
    void shouldCodeAllSymbolsOfEqualFrequency() {
        int[] counts = new int[256];
        Arrays.fill(counts, 7);

        assertIsPrefixCode(counts);
    }

    @Test
    void shouldCodeAnyFrequencies() {
        Random random = new Random(1);
        for (int round = 0; round < 100; round++) {
            int[] counts = new int[256];
            int used = 1 + random.nextInt(256);
            for (int i = 0; i < used; i++) {
                counts[random.nextInt(256)] = 1 + (int) Math.exp(random.nextDouble() * 20);
            }
            assertIsPrefixCode(counts);
        }
    }

    /** All that an unlimited code of Huffman has over it is the code of ones, which JPEG forbids. */
    @Test
    void shouldBeShortest() {
        Random random = new Random(2);
        for (int round = 0; round < 100; round++) {
            int[] counts = new int[256];
            for (int i = 0; i < 60; i++) {
                counts[random.nextInt(256)] = 1 + random.nextInt(1000);
            }

            assertThat(cost(counts)).isEqualTo(costWithReserve(counts));
        }
    }

    @Test
    void shouldReadFrequenciesFromAnOffset() {
        int[] counts = new int[512];
        counts[256 + 5] = 3;
        counts[7] = 9;

        assertThat(HuffmanCode.of(counts, 256).symbols()).containsExactly(5);
    }

    private static void assertIsPrefixCode(int[] counts) {
        int[] codes = codes(counts);
        double space = 0;
        for (int symbol = 0; symbol < 256; symbol++) {
            int length = length(codes[symbol]);
            if (counts[symbol] == 0) {
                assertThat(length).isZero();
                continue;
            }
            assertThat(length).isBetween(1, 16);
            assertThat(bits(codes[symbol])).as("all ones").isLessThan((1 << length) - 1);
            space += Math.pow(2, -length);
            for (int other = 0; other < 256; other++) {
                if (counts[other] > 0 && other != symbol) {
                    boolean prefix = isPrefix(codes[symbol], codes[other]);
                    boolean unfair = counts[other] > counts[symbol] && length(codes[other]) > length;
                    if (prefix || unfair) {
                        fail("codes of " + symbol + " and " + other + ": prefix " + prefix + ", unfair " + unfair);
                    }
                }
            }
        }
        assertThat(space).isLessThan(1);
    }

    private static boolean isPrefix(int one, int other) {
        int common = Math.min(length(one), length(other));
        return bits(one) >> length(one) - common == bits(other) >> length(other) - common;
    }

    private static long cost(int[] counts) {
        int[] codes = codes(counts);
        long cost = 0;
        for (int symbol = 0; symbol < 256; symbol++) {
            cost += (long) counts[symbol] * length(codes[symbol]);
        }
        return cost;
    }

    /** The sum of all inner nodes of Huffman's tree, with one leaf more of no weight. */
    private static long costWithReserve(int[] counts) {
        PriorityQueue<Long> nodes = new PriorityQueue<>();
        nodes.add(0L);
        for (int count : counts) {
            if (count > 0) {
                nodes.add((long) count);
            }
        }
        long cost = 0;
        while (nodes.size() > 1) {
            long sum = nodes.remove() + nodes.remove();
            cost += sum;
            nodes.add(sum);
        }
        return cost;
    }

    private static int[] codes(int[] counts) {
        int[] codes = new int[256];
        HuffmanCode.of(counts, 0).codes(codes, 0);
        return codes;
    }

    private static int length(int code) {
        return code & (1 << HuffmanCode.LENGTH_BITS) - 1;
    }

    private static int bits(int code) {
        return code >>> HuffmanCode.LENGTH_BITS;
    }
}
