package dev.darkroom.image.fuzz;

import dev.darkroom.image.ImageFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Fuzzes the reader of one format for as long as it is told, and writes every file that fails in a way not seen before.
 * Arguments: format, minutes, and the number of the first file (the time, unless given). With {@code file} and a path in
 * their place, tries that file in some ways. Exits with 1 if there were findings.
 */
public final class LongRun {
    private static final Path FINDINGS = Path.of("target", "fuzz");
    private static final int WAYS = 64;

    private final Fuzzer fuzzer;
    private final Watchdog watchdog = new Watchdog();
    private final Map<String, Integer> findings = new TreeMap<>();
    private long slowest;
    private long slowestNumber;
    private long hungriest;
    private long hungriestNumber;

    private LongRun(Fuzzer fuzzer) {
        this.fuzzer = fuzzer;
    }

    /** Runs until the time is over. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2) {
            System.err.println("arguments: format minutes [number of the first file], or: file path");
            System.exit(2);
        }
        if (arguments[0].equals("file")) {
            System.exit(replay(Files.readAllBytes(Path.of(arguments[1]))) ? 0 : 1);
        }
        ImageFormat format = ImageFormat.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        long nanos = (long) (Double.parseDouble(arguments[1]) * TimeUnit.MINUTES.toNanos(1));
        long first = arguments.length > 2 ? Long.parseLong(arguments[2]) : System.currentTimeMillis();
        LongRun run = new LongRun(Fuzzer.of(format));
        run.run(first, nanos);
        System.exit(run.findings.isEmpty() ? 0 : 1);
    }

    private static boolean replay(byte[] file) {
        Watchdog watchdog = new Watchdog();
        boolean good = true;
        for (int way = 0; way < WAYS; way++) {
            Trial trial = Trial.of(new SplittableRandom(way));
            watchdog.watch("way " + way);
            Optional<Finding> finding = trial.run(way, file);
            finding.ifPresent(System.out::println);
            good &= finding.isEmpty();
            System.out.printf("way %d: %d ms, %d KiB%n", way, trial.nanos() / 1_000_000, trial.bytes() >> 10);
        }
        return good;
    }

    private void run(long first, long nanos) throws IOException {
        long start = System.nanoTime();
        long number = first;
        for (; System.nanoTime() - start < nanos; number++) {
            watchdog.watch("number " + number);
            Trial trial = fuzzer.trial(number);
            Optional<Finding> finding = fuzzer.run(number, trial);
            if (finding.isPresent()) {
                report(finding.get());
            }
            note(number, trial);
        }
        System.out.printf(
                Locale.ROOT,
                "%s: %d executions from number %d, %d findings of %d kinds; slowest %d ms (number %d), most allocated"
                        + " %.1f MiB (number %d), processor %d s, heap %d MiB%n",
                fuzzer.format(),
                number - first,
                first,
                findings.values().stream().mapToInt(Integer::intValue).sum(),
                findings.size(),
                slowest / 1_000_000,
                slowestNumber,
                hungriest / 1048576.0,
                hungriestNumber,
                ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000_000,
                Runtime.getRuntime().maxMemory() >> 20);
        findings.forEach((kind, count) -> System.out.println(count + " x " + kind));
    }

    private void note(long number, Trial trial) {
        if (trial.nanos() > slowest) {
            slowest = trial.nanos();
            slowestNumber = number;
        }
        if (trial.bytes() > hungriest) {
            hungriest = trial.bytes();
            hungriestNumber = number;
        }
    }

    /** Writes and prints a finding unless one like it was seen before: of the same kind, at the same place. */
    private void report(Finding finding) throws IOException {
        String place = finding.detail()
                .lines()
                .filter(line -> line.contains("\tat "))
                .findFirst()
                .orElse("");
        if (findings.merge(finding.kind() + place, 1, Integer::sum) == 1) {
            Files.createDirectories(FINDINGS);
            Path file = FINDINGS.resolve(fuzzer.format().extension() + "-" + finding.number() + "."
                    + fuzzer.format().extension());
            Files.write(file, finding.file());
            System.out.println(file + ": " + finding);
        }
    }
}
