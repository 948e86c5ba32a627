package dev.darkroom.image.png;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralDeflaterTest {
    private static final int BLOCK = 1 << 15;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 100, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK + 3, 5 * BLOCK})
    void shouldKeepDataOfAnyLength(int length) throws DataFormatException {
        Random random = new Random(length);
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        byte[] bell = new byte[length];
        for (int i = 0; i < length; i++) {
            bell[i] = (byte) Math.round(random.nextGaussian() * 3);
        }
        byte[] flat = new byte[length];
        Arrays.fill(flat, (byte) 200);

        assertKept(noise);
        assertKept(bell);
        assertKept(flat);
    }

    /** Codes of very different lengths, up to the limit. */
    @Test
    void shouldKeepDataOfFibonaccisFrequencies() throws DataFormatException {
        byte[] data = new byte[BLOCK];
        int previous = 1;
        int current = 1;
        int at = 0;
        for (int symbol = 0; at < data.length; symbol++) {
            int end = Math.min(data.length, at + previous);
            Arrays.fill(data, at, end, (byte) (symbol * 11));
            at = end;
            int next = previous + current;
            previous = current;
            current = next;
        }

        assertKept(data);
    }

    @Test
    void shouldKeepEveryPairOfBytes() throws DataFormatException {
        byte[] data = new byte[2 * 256 * 256];
        for (int i = 0; i < data.length; i += 2) {
            data[i] = (byte) (i >> 9);
            data[i + 1] = (byte) (i >> 1);
        }

        assertKept(data);
    }

    @Test
    void shouldHardlyGrowWhatCannotBeCompressed() {
        byte[] noise = new byte[10 * BLOCK];
        new Random(1).nextBytes(noise);

        assertThat(LiteralDeflater.compress(noise)).hasSizeLessThan(noise.length + noise.length / 100);
    }

    @Test
    void shouldComeNearTheEntropy() {
        Random random = new Random(2);
        byte[] coins = new byte[4 * BLOCK];
        for (int i = 0; i < coins.length; i++) {
            coins[i] = (byte) Integer.numberOfTrailingZeros(random.nextInt() | 1 << 20);
        }

        assertThat(LiteralDeflater.compress(coins)).hasSizeBetween(coins.length / 4 - 200, coins.length / 4 + 400);
    }

    private static void assertKept(byte[] data) throws DataFormatException {
        Inflater inflater = new Inflater();
        inflater.setInput(LiteralDeflater.compress(data));
        byte[] inflated = new byte[data.length + 1];
        int size = 0;
        while (!inflater.finished()) {
            int count = inflater.inflate(inflated, size, inflated.length - size);
            assertThat(count > 0 || inflater.finished()).isTrue();
            size += count;
        }

        assertThat(inflater.getRemaining()).isZero();
        assertThat(Arrays.copyOf(inflated, size)).isEqualTo(data);
        inflater.end();
    }
}
