package dev.darkroom.image.color;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TransformCacheTest {
    private static final Optional<ColorTransform> SOME = ColorTransform.ofGamma(1, ColorKind.RGB);

    private final TransformCache cache = new TransformCache(3);
    private final AtomicInteger made = new AtomicInteger();

    @Test
    void shouldMakeATransformOnce() {
        assertThat(get(1)).isEqualTo(SOME);
        assertThat(get(1)).isEqualTo(SOME);
        assertThat(made).hasValue(1);
    }

    @Test
    void shouldTellTheKindsOfPicturesApart() {
        cache.get(new byte[] {1}, ColorKind.RGB, this::make);
        cache.get(new byte[] {1}, ColorKind.GREY, this::make);

        assertThat(made).hasValue(2);
    }

    @Test
    void shouldRememberThatThereIsNone() {
        for (int i = 0; i < 2; i++) {
            cache.get(new byte[] {1}, ColorKind.RGB, () -> {
                made.incrementAndGet();
                return Optional.empty();
            });
        }

        assertThat(made).hasValue(1);
    }

    @Test
    void shouldForgetWhatWasNotAskedForLongest() {
        get(1);
        get(2);
        get(3);
        get(1);
        get(4);

        assertThat(cache.size()).isEqualTo(3);
        get(1);
        assertThat(made).hasValue(4);
        get(2);
        assertThat(made).hasValue(5);
    }

    @Test
    void shouldNotKeepLargeProfiles() {
        for (int i = 0; i < 2; i++) {
            cache.get(new byte[100_000], ColorKind.CMYK, this::make);
        }

        assertThat(cache.size()).isZero();
        assertThat(made).hasValue(2);
    }

    /** More profiles than are kept, so that threads make, find and push out each other's. */
    @Test
    void shouldGiveManyThreadsTheirOwnColours() throws Exception {
        List<byte[]> profiles = IntStream.range(0, 40)
                .mapToObj(i -> Profiles.monitor(Primaries.DISPLAY_P3, Profiles.gamma(1 + i / 20.0)))
                .toList();
        List<byte[]> alone = profiles.stream().map(TransformCacheTest::convert).toList();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                int profile = i * 7 % profiles.size();
                tasks.add(() -> Arrays.equals(convert(profiles.get(profile)), alone.get(profile)));
            }
            for (Future<Boolean> same : threads.invokeAll(tasks)) {
                assertThat(same.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static byte[] convert(byte[] profile) {
        return ColorTransform.ofProfile(profile, ColorKind.RGB)
                .orElseThrow()
                .toSrgb(new float[] {10, 100, 200, 90, 80, 70}, 3);
    }

    private Optional<ColorTransform> get(int profile) {
        return cache.get(new byte[] {(byte) profile}, ColorKind.RGB, this::make);
    }

    private Optional<ColorTransform> make() {
        made.incrementAndGet();
        return SOME;
    }
}
