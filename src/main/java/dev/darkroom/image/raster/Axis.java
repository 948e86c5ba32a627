package dev.darkroom.image.raster;

/**
 * What resampling does along one axis. Sample <i>i</i> of the source covers the stretch from <i>i</i> to <i>i</i> + 1;
 * the first {@code length} of it are shown. Decoders that scale deliver whole samples of a picture whose true extent ends
 * within the last one: a picture of 1001 pixels read at a quarter has 251 samples, and a length of 250.25.
 *
 * @param count samples that come in, at least 1
 * @param length how much of them belongs to the picture, in samples: more than {@code count - 1}, at most {@code count}
 * @param target samples that go out, at least 1
 * @param targetLength how much of these belongs to the picture, in samples: colour at half size of 267 pixels has 134 samples,
 *     and a length of 133.5. More than {@code target - 1}, at most {@code target}
 */
public record Axis(int count, double length, int target, double targetLength) {
    /** @throws IllegalArgumentException if a value is out of its range */
    public Axis {
        if (isNoLength(length, count) || isNoLength(targetLength, target)) {
            throw new IllegalArgumentException(
                    "not an axis: " + count + " samples, " + length + " long, to " + target + ", " + targetLength);
        }
    }

    /** All samples that go out count in full. */
    public Axis(int count, double length, int target) {
        this(count, length, target, target);
    }

    /** The usual case: all samples count in full. */
    public static Axis of(int count, int target) {
        return new Axis(count, count, target);
    }

    boolean isIdentity() {
        return length == targetLength && count == target;
    }

    /** Source samples for each target sample. */
    double step() {
        return length / targetLength;
    }

    private static boolean isNoLength(double length, int count) {
        return count < 1 || !(length > count - 1 && length <= count);
    }
}
