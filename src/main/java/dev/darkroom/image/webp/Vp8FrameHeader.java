package dev.darkroom.image.webp;

import dev.darkroom.image.codec.UnsupportedImageException;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/**
 * The header of a VP8 key frame (RFC 6386, section 9): what holds for all its macroblocks. Immutable.
 *
 * @param modes the first partition, positioned at the modes of the first macroblock
 * @param tokens the other partitions, 1, 2, 4 or 8
 * @param segmentTree probabilities of the tree of segment numbers; empty if there is none
 * @param steps of quantization by segment
 * @param filter the loop filter
 * @param skipProbability how likely a macroblock has coefficients, in 256ths; negative if macroblocks do not tell
 */
record Vp8FrameHeader(
        BoolReader modes,
        BoolReader[] tokens,
        int[] segmentTree,
        Steps[] steps,
        Vp8FilterStrengths filter,
        Vp8Coefficients coefficients,
        int skipProbability) {
    static final int SEGMENTS = 4;
    static final int SIZE_BYTES = 10;

    private static final int LARGEST_PROFILE = 3;

    /**
     * Factors of coefficients.
     *
     * @param lumaDc of the first coefficient of a luma block
     * @param lumaAc of its others
     * @param secondDc of the first coefficient of the block of first coefficients
     * @param secondAc of its others
     * @param chromaDc of the first coefficient of a chroma block
     * @param chromaAc of its others
     */
    record Steps(int lumaDc, int lumaAc, int secondDc, int secondAc, int chromaDc, int chromaAc) {}

    /** Sizes and frame tag, which the container needs as well: width and height in the low and high 16 bits. */
    static int readSize(byte[] data, int start, int length) throws IOException {
        if (length < SIZE_BYTES) {
            throw new EOFException("VP8 frame of " + length + " bytes");
        }
        int tag = u24(data, start);
        if ((tag & 1) != 0) {
            throw new IOException("VP8 frame that depends on others");
        }
        if ((tag >> 1 & 7) > LARGEST_PROFILE) {
            throw new UnsupportedImageException("This WebP uses a version of VP8 that does not exist yet.");
        }
        if (u24(data, start + 3) != 0x2a019d) {
            throw new IOException("no VP8 start code");
        }
        return (data[start + 6] & 0xff | (data[start + 7] & 0x3f) << 8)
                | (data[start + 8] & 0xff | (data[start + 9] & 0x3f) << 8) << 16;
    }

    /**
     * Reads the header of a frame.
     *
     * @throws IOException if it ends before its macroblocks begin
     */
    static Vp8FrameHeader read(byte[] data, int start, int length) throws IOException {
        readSize(data, start, length);
        int firstSize = u24(data, start) >> 5;
        int firstStart = start + SIZE_BYTES;
        int end = start + length;
        BoolReader in = new BoolReader(data, firstStart, Math.min(firstSize, end - firstStart));
        // Colour space and clamping: both say something of decoders that need not exist any more.
        in.readLiteral(2);
        Segments segments = Segments.readFrom(in);
        Vp8FilterStrengths filter = Vp8FilterStrengths.readFrom(in, segments);
        int partitions = 1 << in.readLiteral(2);
        Steps[] steps = readSteps(in, segments);
        // Whether probabilities outlive this frame.
        in.readFlag();
        Vp8Coefficients coefficients = Vp8Coefficients.readFrom(in);
        int skipProbability = in.readFlag() ? in.readLiteral(8) : -1;
        BoolReader[] tokens = partitions(data, (long) firstStart + firstSize, end, partitions);
        if (in.isExhausted()) {
            throw new EOFException("VP8 frame header");
        }
        return new Vp8FrameHeader(in, tokens, segments.tree, steps, filter, coefficients, skipProbability);
    }

    /** The largest factor of luma coefficients in any segment. */
    int coarsestStep() {
        return Arrays.stream(steps).mapToInt(Steps::lumaAc).max().orElseThrow();
    }

    /** Section 9.5. A partition that would begin past the end of the file is empty. */
    private static BoolReader[] partitions(byte[] data, long sizesStart, int end, int count) throws IOException {
        long at = sizesStart + 3L * (count - 1);
        if (at >= end) {
            throw new EOFException("VP8 coefficients");
        }
        BoolReader[] result = new BoolReader[count];
        for (int i = 0; i < count; i++) {
            long declared = i == count - 1 ? Integer.MAX_VALUE : u24(data, (int) sizesStart + 3 * i);
            int length = (int) Math.min(declared, end - at);
            result[i] = new BoolReader(data, (int) at, length);
            at += length;
        }
        return result;
    }

    /** Section 9.6 and 14.1. */
    private static Steps[] readSteps(BoolReader in, Segments segments) {
        int base = in.readLiteral(7);
        int lumaDc = in.readOptionalSigned(4);
        int secondDc = in.readOptionalSigned(4);
        int secondAc = in.readOptionalSigned(4);
        int chromaDc = in.readOptionalSigned(4);
        int chromaAc = in.readOptionalSigned(4);
        Steps[] result = new Steps[SEGMENTS];
        for (int i = 0; i < SEGMENTS; i++) {
            int index = segments.apply(segments.quantizers[i], base);
            result[i] = new Steps(
                    step(Vp8Tables.DC_STEPS, index + lumaDc),
                    step(Vp8Tables.AC_STEPS, index),
                    2 * step(Vp8Tables.DC_STEPS, index + secondDc),
                    Math.max(8, step(Vp8Tables.AC_STEPS, index + secondAc) * 155 / 100),
                    Math.min(132, step(Vp8Tables.DC_STEPS, index + chromaDc)),
                    step(Vp8Tables.AC_STEPS, index + chromaAc));
        }
        return result;
    }

    private static int step(int[] table, int index) {
        return table[Math.max(0, Math.min(table.length - 1, index))];
    }

    private static int u24(byte[] data, int at) {
        return data[at] & 0xff | (data[at + 1] & 0xff) << 8 | (data[at + 2] & 0xff) << 16;
    }

    /**
     * What segments change (section 9.3).
     *
     * @param used whether there are any
     * @param absolute whether the values replace those of the frame, or are added to them
     * @param quantizers by segment
     * @param filterLevels by segment
     * @param tree probabilities of the tree of segment numbers; empty if macroblocks do not tell theirs
     */
    record Segments(boolean used, boolean absolute, int[] quantizers, int[] filterLevels, int[] tree) {
        private static Segments readFrom(BoolReader in) {
            boolean used = in.readFlag();
            boolean absolute = true;
            int[] quantizers = new int[SEGMENTS];
            int[] levels = new int[SEGMENTS];
            int[] tree = {};
            if (used) {
                boolean mapped = in.readFlag();
                if (in.readFlag()) {
                    absolute = in.readFlag();
                    for (int i = 0; i < SEGMENTS; i++) {
                        quantizers[i] = in.readOptionalSigned(7);
                    }
                    for (int i = 0; i < SEGMENTS; i++) {
                        levels[i] = in.readOptionalSigned(6);
                    }
                }
                if (mapped) {
                    tree = new int[SEGMENTS - 1];
                    for (int i = 0; i < tree.length; i++) {
                        tree[i] = in.readFlag() ? in.readLiteral(8) : 255;
                    }
                }
            }
            return new Segments(used, absolute, quantizers, levels, tree);
        }

        int apply(int ofSegment, int ofFrame) {
            if (!used) {
                return ofFrame;
            }
            return absolute ? ofSegment : ofFrame + ofSegment;
        }
    }
}
