package dev.darkroom.image.png;

/** Describes the lengths of a code as symbols of a small alphabet, runs of equal ones as one (RFC 1951, 3.2.7). */
final class LengthRuns {
    /** The symbols: lengths from 0 to 15, and three kinds of runs. */
    static final int SYMBOLS = 19;

    private static final int PREVIOUS = 16;
    private static final int ZEROS = 17;
    private static final int MANY_ZEROS = 18;

    private final int[] symbols;
    private final int[] runs;
    private int count;

    private LengthRuns(int max) {
        symbols = new int[max];
        runs = new int[max];
    }

    /** Describes these lengths. */
    static LengthRuns of(int[] lengths) {
        LengthRuns description = new LengthRuns(lengths.length);
        for (int at = 0; at < lengths.length; ) {
            at += description.add(lengths, at);
        }
        return description;
    }

    /** How many symbols there are. */
    int count() {
        return count;
    }

    /** The n-th symbol. */
    int symbol(int n) {
        return symbols[n];
    }

    /** How many bits follow the n-th symbol. */
    int extraBits(int n) {
        return switch (symbols[n]) {
            case PREVIOUS -> 2;
            case ZEROS -> 3;
            case MANY_ZEROS -> 7;
            default -> 0;
        };
    }

    /** The bits that follow the n-th symbol. */
    int extra(int n) {
        return switch (symbols[n]) {
            case PREVIOUS, ZEROS -> runs[n] - 3;
            case MANY_ZEROS -> runs[n] - 11;
            default -> 0;
        };
    }

    /** Describes a length and what goes with it; returns how many that are. */
    private int add(int[] lengths, int at) {
        int end = at + 1;
        while (end < lengths.length && lengths[end] == lengths[at]) {
            end++;
        }
        int same = end - at;
        if (lengths[at] == 0 && same >= 11) {
            return add(MANY_ZEROS, Math.min(same, 138));
        }
        if (lengths[at] == 0 && same >= 3) {
            return add(ZEROS, same);
        }
        if (at > 0 && lengths[at - 1] == lengths[at] && same >= 3) {
            return add(PREVIOUS, Math.min(same, 6));
        }
        return add(lengths[at], 1);
    }

    private int add(int symbol, int run) {
        symbols[count] = symbol;
        runs[count++] = run;
        return run;
    }
}
