package dev.darkroom.check;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Guesses which word was meant. */
final class Spelling {

    private Spelling() {}

    /** @return "; did you mean 'x'?", or nothing if no word is near */
    static String hint(String written, Collection<String> words) {
        return nearest(written, words)
                .map(word -> "; did you mean '" + word + "'?")
                .orElse("");
    }

    private static Optional<String> nearest(String written, Collection<String> words) {
        int allowed = Math.max(1, written.length() / 3);
        String plain = plain(written);
        return words.stream()
                .filter(word -> Math.abs(word.length() - written.length()) <= allowed + 1)
                .map(word -> new Guess(word, distance(plain, plain(word))))
                .filter(guess -> guess.distance() <= allowed)
                .min(Comparator.comparingInt(Guess::distance).thenComparing(Guess::word))
                .map(Guess::word);
    }

    private record Guess(String word, int distance) {}

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /** Edits, where two letters that changed places are one (optimal string alignment). */
    private static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        IntStream.rangeClosed(0, a.length()).forEach(i -> edits[i][0] = i);
        IntStream.rangeClosed(0, b.length()).forEach(j -> edits[0][j] = j);
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int changed = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                edits[i][j] = Math.min(changed, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
                }
            }
        }
        return edits[a.length()][b.length()];
    }
}
