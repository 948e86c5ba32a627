package dev.darkroom.bench.chaos;

import dev.darkroom.index.IndexEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * What is uploaded, and in which order. A few keys at a time are hot and get several pictures within seconds, some at the very same time;
 * the others get one now and then. The same seed gives the same plan.
 */
final class Plan {

    private static final double BAD = 0.05;
    private static final double SAME_TIME = 0.15;
    private static final double AGAIN = 0.10;
    private static final double HOT = 0.75;
    private static final int HOT_KEYS = 10;
    private static final List<String> ODD = List.of(
            "with spaces and +plus+",
            "%25percent%zz%",
            "\"double' single`",
            "ünï-日本-😀",
            "${sys.user.home}-{{darkroom.queue}}",
            "#{7*7}?x=y&z#f;",
            "/double//./../dots/..",
            "<img src=x onerror=alert(1)>",
            "line\nfeed\r\ttab",
            "x".repeat(900));

    private final Random random;
    private final Pictures pictures;
    private final List<List<Upload>> steps = new ArrayList<>();
    private final Map<String, List<Picture>> byKey = new TreeMap<>();
    private final Map<String, Picture> byMd5 = new HashMap<>();
    private int uploads;

    /** One upload. */
    record Upload(String key, Picture picture) {}

    /**
     * @param uploads how many
     * @param keys under how many keys
     * @param seed makes it repeatable
     */
    Plan(int uploads, int keys, long seed) {
        random = new Random(seed);
        pictures = new Pictures(random);
        List<String> names = new ArrayList<>();
        while (this.uploads < uploads) {
            boolean fresh = names.size() < keys && names.size() <= (long) this.uploads * keys / uploads;
            if (fresh) {
                names.add(name(names.size()));
            }
            String key = fresh ? names.get(names.size() - 1) : known(names);
            step(key, random.nextDouble() < SAME_TIME ? 2 : 1);
        }
    }

    /** Uploads to be sent one after the other, or together where a step has several. */
    List<List<Upload>> steps() {
        return steps;
    }

    int uploads() {
        return uploads;
    }

    /** All files that are uploaded under a key, by key. */
    Map<String, List<Picture>> byKey() {
        return byKey;
    }

    /** The file of an ETag. */
    Optional<Picture> byMd5(String md5) {
        return Optional.ofNullable(byMd5.get(md5));
    }

    /** The code with which an upload must be rejected; empty if it is a good one. */
    static Optional<String> rejection(String key, Picture picture) {
        if (key.startsWith(IndexEntry.PREFIX)) {
            return Optional.of("key-reserved");
        }
        return key.length() > 1000 ? Optional.of("key-too-long") : picture.rejection();
    }

    private void step(String key, int together) {
        List<Upload> step = new ArrayList<>();
        for (int i = 0; i < together; i++) {
            List<Picture> before = byKey.computeIfAbsent(key, k -> new ArrayList<>());
            Picture picture = before.size() > 1 && random.nextDouble() < AGAIN
                    ? before.get(random.nextInt(before.size() - 1))
                    : random.nextDouble() < BAD ? pictures.bad(uploads) : pictures.good(uploads);
            before.add(picture);
            byMd5.putIfAbsent(picture.md5(), picture);
            step.add(new Upload(key, picture));
            uploads++;
        }
        steps.add(step);
    }

    private String known(List<String> names) {
        int from = random.nextDouble() < HOT ? Math.max(0, names.size() - HOT_KEYS) : 0;
        return names.get(from + random.nextInt(names.size() - from));
    }

    /** Every tenth key is one that breaks careless code; two are such that nothing may be stored under them. */
    private static String name(int number) {
        String plain = "storm/%04d".formatted(number);
        return switch (number) {
            case 25 -> IndexEntry.PREFIX + "0000000000000/400x400/" + plain;
            case 35 -> plain + "-" + "y".repeat(1000);
            default -> number % 10 == 0 ? plain + "-" + ODD.get(number / 10 % ODD.size()) : plain + ".jpg";
        };
    }
}
