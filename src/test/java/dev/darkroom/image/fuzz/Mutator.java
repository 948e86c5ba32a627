package dev.darkroom.image.fuzz;

import dev.darkroom.image.ImageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Damages files of one format in ways that get past its first checks. Deterministic for a given source of randomness. */
final class Mutator {
    private static final int MAX_LENGTH = 1 << 16;
    private static final int HEAD_OF_PART = 32;
    private static final long[] INTERESTING = {
        0,
        1,
        2,
        3,
        4,
        7,
        8,
        12,
        15,
        16,
        17,
        24,
        31,
        32,
        33,
        63,
        64,
        65,
        100,
        127,
        128,
        129,
        254,
        255,
        256,
        257,
        1000,
        4095,
        4096,
        4097,
        0x7fff,
        0x8000,
        0xfffe,
        0xffff,
        0x10000,
        1_000_000,
        0xffffff,
        0x7ffffffe,
        0x7fffffff,
        0x80000000L,
        0xfffffffeL,
        0xffffffffL
    };

    private final ImageFormat format;
    private final List<byte[]> seeds;

    Mutator(ImageFormat format, List<byte[]> seeds) {
        this.format = format;
        this.seeds = List.copyOf(seeds);
    }

    /** One damaged file. */
    byte[] mutate(RandomGenerator random) {
        byte[] file = pick(random).clone();
        int changes = 1 + (random.nextInt(3) == 0 ? random.nextInt(12) : random.nextInt(3));
        for (int i = 0; i < changes; i++) {
            byte[] changed = change(file, random);
            file = changed.length == 0 || changed.length > MAX_LENGTH ? file : changed;
        }
        return format == ImageFormat.PNG && random.nextInt(8) > 0 ? PngFiles.repaired(file) : file;
    }

    private byte[] pick(RandomGenerator random) {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private byte[] change(byte[] file, RandomGenerator random) {
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> flipBit(file, random);
            case 3, 4, 5 -> setByte(file, random);
            case 6, 7, 8, 9 -> setField(file, random);
            case 10 -> nudgeField(file, random);
            case 11 -> scramble(file, random);
            case 12 -> insert(file, random);
            case 13 -> delete(file, random);
            case 14 -> random.nextInt(3) == 0 ? truncate(file, random) : setField(file, random);
            case 15 -> dropPart(file, random);
            case 16 -> repeatPart(file, random);
            case 17 -> swapParts(file, random);
            case 18 -> splice(file, random);
            default -> format == ImageFormat.PNG ? changePixels(file, random) : setByte(file, random);
        };
    }

    /** Half of the time near the start of a part, where numbers are; else anywhere. */
    private int position(byte[] file, RandomGenerator random) {
        if (random.nextBoolean()) {
            return random.nextInt(file.length);
        }
        Part part = part(file, random);
        return part.start() + random.nextInt(Math.min(HEAD_OF_PART, part.length()));
    }

    private Part part(byte[] file, RandomGenerator random) {
        List<Part> parts = Anatomy.of(format, file);
        return parts.get(random.nextInt(parts.size()));
    }

    private byte[] flipBit(byte[] file, RandomGenerator random) {
        file[position(file, random)] ^= (byte) (1 << random.nextInt(8));
        return file;
    }

    private byte[] setByte(byte[] file, RandomGenerator random) {
        file[position(file, random)] = (byte) random.nextInt(256);
        return file;
    }

    private byte[] setField(byte[] file, RandomGenerator random) {
        return write(file, random, INTERESTING[random.nextInt(INTERESTING.length)]);
    }

    private byte[] nudgeField(byte[] file, RandomGenerator random) {
        int at = position(file, random);
        file[at] += (byte) (random.nextInt(33) - 16);
        return file;
    }

    /** Writes a number of 1, 2 or 4 bytes in either order. */
    private byte[] write(byte[] file, RandomGenerator random, long value) {
        int at = position(file, random);
        int size = 1 << random.nextInt(3);
        boolean little = random.nextBoolean();
        for (int i = 0; i < size && at + i < file.length; i++) {
            file[at + i] = (byte) (value >> 8 * (little ? i : size - 1 - i));
        }
        return file;
    }

    private byte[] scramble(byte[] file, RandomGenerator random) {
        int at = position(file, random);
        int end = Math.min(file.length, at + 1 + random.nextInt(32));
        for (int i = at; i < end; i++) {
            file[i] = (byte) random.nextInt(256);
        }
        return file;
    }

    private byte[] insert(byte[] file, RandomGenerator random) {
        byte[] inserted = new byte[1 + random.nextInt(random.nextInt(8) == 0 ? 4096 : 8)];
        if (random.nextBoolean()) {
            random.nextBytes(inserted);
        } else {
            Arrays.fill(inserted, (byte) random.nextInt(256));
        }
        int at = position(file, random);
        return replace(file, new Part(at, at), inserted);
    }

    private byte[] delete(byte[] file, RandomGenerator random) {
        int at = position(file, random);
        int end = Math.min(file.length, at + 1 + random.nextInt(random.nextInt(4) == 0 ? 256 : 4));
        return replace(file, new Part(at, end), new byte[0]);
    }

    private byte[] truncate(byte[] file, RandomGenerator random) {
        return Arrays.copyOf(file, 1 + random.nextInt(file.length));
    }

    private byte[] dropPart(byte[] file, RandomGenerator random) {
        return replace(file, part(file, random), new byte[0]);
    }

    private byte[] repeatPart(byte[] file, RandomGenerator random) {
        byte[] copy = copy(file, part(file, random));
        int times = random.nextInt(16) == 0 ? 1 + random.nextInt(200) : 1;
        byte[] copies = new byte[Math.min(MAX_LENGTH, copy.length * times)];
        for (int i = 0; i < copies.length; i++) {
            copies[i] = copy[i % copy.length];
        }
        int at = part(file, random).start();
        return replace(file, new Part(at, at), copies);
    }

    private byte[] swapParts(byte[] file, RandomGenerator random) {
        Part one = part(file, random);
        Part other = part(file, random);
        Part first = one.start() <= other.start() ? one : other;
        Part second = first == one ? other : one;
        byte[] moved = copy(file, first);
        byte[] changed = replace(file, second, moved);
        return replace(changed, first, copy(file, second));
    }

    /** A part of another file, in place of one or in addition; or the end of another file. */
    private byte[] splice(byte[] file, RandomGenerator random) {
        byte[] donor = pick(random);
        Part given = part(donor, random);
        Part place = part(file, random);
        return switch (random.nextInt(3)) {
            case 0 -> replace(file, place, copy(donor, given));
            case 1 -> replace(file, new Part(place.start(), place.start()), copy(donor, given));
            default ->
                replace(file, new Part(place.start(), file.length), copy(donor, new Part(given.start(), donor.length)));
        };
    }

    /** Changes what is packed, for in packed data most damage shows as such at once. */
    private byte[] changePixels(byte[] file, RandomGenerator random) {
        return PngFiles.withPixels(file, pixels -> {
            for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
                pixels[random.nextInt(pixels.length)] = (byte) random.nextInt(random.nextBoolean() ? 6 : 256);
            }
            return random.nextInt(4) == 0 ? Arrays.copyOf(pixels, 1 + random.nextInt(2 * pixels.length)) : pixels;
        });
    }

    private static byte[] copy(byte[] file, Part part) {
        return Arrays.copyOfRange(file, part.start(), part.end());
    }

    private static byte[] replace(byte[] file, Part part, byte[] by) {
        byte[] result = Arrays.copyOf(file, file.length - part.length() + by.length);
        System.arraycopy(by, 0, result, part.start(), by.length);
        System.arraycopy(file, part.end(), result, part.start() + by.length, file.length - part.end());
        return result;
    }
}
