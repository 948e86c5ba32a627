package dev.darkroom.image.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BitSourceTest {
    /** Lengths around the size of a chunk, and bytes of which every other is stuffed at worst. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 255, 16_383, 16_384, 16_385, 50_000})
    void shouldTakeOutStuffedZerosAndStopAtTheMarker(int length) {
        for (int share : new int[] {2, 20, 1000}) {
            byte[] plain = plain(length, share);
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            for (byte value : plain) {
                file.write(value);
                if (value == (byte) 0xff) {
                    file.write(0);
                }
            }
            int end = file.size();
            file.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd9, 1, 2, 3, 4, 5, 6, 7, 8, 9});

            BitSource source = new BitSource(file.toByteArray(), 0);

            for (byte value : plain) {
                source.ensure();
                source.refill();
                assertThat(source.isExhausted()).isFalse();
                assertThat((byte) source.take(8)).isEqualTo(value);
            }
            source.ensure();
            source.refill();
            assertThat(source.take(8)).isZero();
            assertThat(source.isExhausted()).isTrue();
            assertThat(source.findMarker()).isEqualTo(end);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 8, 20_000})
    void shouldBeExhaustedWhereTheFileEnds(int length) {
        BitSource source = new BitSource(plain(length, 1_000_000), 0);
        for (int i = 0; i < length; i++) {
            source.ensure();
            source.refill();
            source.take(8);
            assertThat(source.isExhausted()).isFalse();
        }
        source.ensure();
        source.refill();
        source.take(1);

        assertThat(source.isExhausted()).isTrue();
        assertThat(source.findMarker()).isEqualTo(length);
    }

    /** One byte of {@code share} is 0xff. */
    private static byte[] plain(int length, int share) {
        Random random = new Random(length);
        byte[] plain = new byte[length];
        for (int i = 0; i < length; i++) {
            plain[i] = (byte) (random.nextInt(share) == 0 && share < 1_000_000 ? 255 : random.nextInt(255));
        }
        return plain;
    }
}
