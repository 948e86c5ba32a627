package dev.darkroom.image.codec;

/** The lengths of the codes that D. A. Huffman's method gives to symbols, with an upper limit. Thread-safe. */
public final class CodeLengths {
    private CodeLengths() {}

    /**
     * Counts the codes of each length. The rarer a symbol, the longer its code should be; the code is complete.
     *
     * <p>The weights are sorted, and sums arise in rising order, so two queues do and no search is needed: J. van Leeuwen,
     * "On the construction of Huffman trees", 1976. What is too long is shortened as in ITU-T T.81, figure K.3.
     *
     * @param weights how often each symbol occurs, in rising order; two at least, and no more than there are codes of
     *     {@code max} bits. Their sum is less than 2^63
     * @param max the longest code allowed, in bits
     * @return at index n the number of codes of n bits, for n from 0 to {@code max}
     * @throws IllegalArgumentException if the number of weights is out of its range
     */
    public static int[] count(long[] weights, int max) {
        if (weights.length < 2 || weights.length > 1L << max) {
            throw new IllegalArgumentException(weights.length + " symbols for codes of " + max + " bits");
        }
        int[] depths = depths(parents(weights));
        int[] counts = new int[Math.max(max, weights.length) + 1];
        for (int leaf = 0; leaf < weights.length; leaf++) {
            counts[depths[leaf]]++;
        }
        limit(counts, max);
        int[] limited = new int[max + 1];
        System.arraycopy(counts, 0, limited, 0, limited.length);
        return limited;
    }

    /** The nodes of the tree: leaves in their order, then inner nodes in order of weight; the root is the last. */
    private static int[] parents(long[] weights) {
        int leaves = weights.length;
        long[] sums = new long[leaves - 1];
        int[] parents = new int[2 * leaves - 1];
        int leaf = 0;
        int inner = 0;
        for (int node = 0; node < sums.length; node++) {
            for (int child = 0; child < 2; child++) {
                boolean takesLeaf = leaf < leaves && (inner == node || weights[leaf] <= sums[inner]);
                sums[node] += takesLeaf ? weights[leaf] : sums[inner];
                parents[takesLeaf ? leaf++ : leaves + inner++] = leaves + node;
            }
        }
        return parents;
    }

    private static int[] depths(int[] parents) {
        int[] depths = new int[parents.length];
        for (int node = parents.length - 2; node >= 0; node--) {
            depths[node] = depths[parents[node]] + 1;
        }
        return depths;
    }

    /** Takes two codes that are too long; one becomes shorter, the other shares the place of a shorter one. */
    private static void limit(int[] counts, int max) {
        for (int length = counts.length - 1; length > max; length--) {
            while (counts[length] > 0) {
                int shorter = length - 2;
                while (counts[shorter] == 0) {
                    shorter--;
                }
                counts[length] -= 2;
                counts[length - 1]++;
                counts[shorter + 1] += 2;
                counts[shorter]--;
            }
        }
    }
}
