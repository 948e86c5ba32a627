package dev.darkroom.image.webp;

import dev.darkroom.image.webp.Vp8FilterStrengths.Strength;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/**
 * Decodes a VP8 key frame (RFC 6386) a row of macroblocks at a time. Holds two such rows, since the loop filter changes
 * the end of the one before, and colours are interpolated across it. For one thread and one frame.
 */
final class Vp8Decoder {
    private static final int SIDE = 16;
    private static final int CHROMA_SIDE = SIDE / 2;
    private static final int STRIDE = Vp8Prediction.STRIDE;

    /** What prediction sees above the picture, and to the left of it. */
    private static final byte ABOVE_PICTURE = 127;

    private static final byte LEFT_OF_PICTURE = (byte) 129;
    private static final byte MISSING = (byte) 128;

    /** Rows at the end of a row of macroblocks that the next one's filter may change, with one to keep them even. */
    private static final int UNSETTLED = 8;

    /**
     * The loop filter is left out of luma if the coarsest step of quantization is at most this times the square of the
     * reduction. Prediction does not see the filter, so errors stay where they are made, and grow with the step; reducing
     * averages them away. On six photos at qualities 2 to 95, reduced 2 to 16 times, what this and {@link #UNSEEN_CHROMA_STEP}
     * leave out was 51 dB or more below the signal. The filter takes half of the time.
     */
    private static final double UNSEEN_LUMA_STEP = 3;

    /** The same for chroma, by the square of its own reduction, which is half as much. */
    private static final double UNSEEN_CHROMA_STEP = 1.25;

    private final int height;
    private final int columns;
    private final int rows;
    private final Vp8FrameHeader header;
    private final Vp8Modes modes;
    private final Vp8Residuals residuals;

    private final byte[] work = new byte[Vp8Prediction.WORK_AREA];
    /** The last rows of the macroblocks above, before the loop filter. */
    private final byte[] aboveLuma;

    private final byte[] aboveBlue;
    private final byte[] aboveRed;
    private final Vp8Band band;
    private final boolean lumaFiltered;
    private final boolean chromaFiltered;
    private int row;
    private boolean ended;

    private Vp8Decoder(Vp8FrameHeader header, int width, int height, double reduction) {
        this.height = height;
        this.columns = (width + SIDE - 1) / SIDE;
        this.rows = (height + SIDE - 1) / SIDE;
        this.header = header;
        this.lumaFiltered = isFilterSeen(reduction, UNSEEN_LUMA_STEP);
        this.chromaFiltered = isFilterSeen(reduction / 2, UNSEEN_CHROMA_STEP);
        this.modes = new Vp8Modes(header, columns);
        this.residuals = new Vp8Residuals(header.coefficients(), columns);
        this.aboveLuma = new byte[columns * SIDE];
        this.aboveBlue = new byte[columns * CHROMA_SIDE];
        this.aboveRed = new byte[columns * CHROMA_SIDE];
        this.band = new Vp8Band(columns * SIDE);
        Arrays.fill(work, ABOVE_PICTURE);
    }

    /**
     * Reads the header of the frame of {@code length} bytes.
     *
     * @param reduction how many times narrower and lower the picture is going to be shown; 1 to decode it exactly
     */
    static Vp8Decoder open(byte[] data, int start, int length, double reduction) throws IOException {
        int size = Vp8FrameHeader.readSize(data, start, length);
        return new Vp8Decoder(Vp8FrameHeader.read(data, start, length), size & 0xffff, size >>> 16, reduction);
    }

    private boolean isFilterSeen(double reduction, double unseenStep) {
        return reduction <= 1 || header.coarsestStep() > unseenStep * reduction * reduction;
    }

    /** Whether the frame ended before its last macroblock; known once all rows were decoded. */
    boolean isTruncated() {
        return ended;
    }

    /** The samples that were decoded last. */
    Vp8Band band() {
        return band;
    }

    /**
     * Decodes the next row of macroblocks. What lies past the end of the file is grey, and costs next to nothing.
     *
     * @return whether there was one
     * @throws IOException if the file ends before the first macroblock
     */
    boolean next() throws IOException {
        if (row == rows) {
            return false;
        }
        band.advance();
        if (ended) {
            band.fillNewest(MISSING);
        } else {
            decodeRow(header.tokens()[row & header.tokens().length - 1]);
        }
        row++;
        band.setSettled(row == rows ? height : row * SIDE - UNSETTLED);
        return true;
    }

    private void decodeRow(BoolReader tokens) throws IOException {
        modes.startRow();
        residuals.startRow();
        for (int column = 0; column < columns; column++) {
            if (ended) {
                modes.setMissing();
                residuals.skip(column, false);
            } else {
                readMacroblock(tokens, column);
            }
            surround(column);
            reconstruct(column);
            store(column);
        }
    }

    private void readMacroblock(BoolReader tokens, int column) throws IOException {
        modes.read(column);
        if (modes.isSkipped()) {
            residuals.skip(column, modes.isInSubblocks());
        } else {
            residuals.read(tokens, header.steps()[modes.segment()], column, modes.isInSubblocks());
        }
        if (tokens.isExhausted() || header.modes().isExhausted()) {
            if (row == 0 && column == 0) {
                throw new EOFException("VP8 frame without pixels");
            }
            ended = true;
        }
    }

    /** Fills the work area around the macroblock (RFC 6386, sections 12.2 and 12.3). */
    private void surround(int column) {
        moveLeft(column, Vp8Prediction.LUMA, SIDE);
        moveLeft(column, Vp8Prediction.BLUE, CHROMA_SIDE);
        moveLeft(column, Vp8Prediction.RED, CHROMA_SIDE);
        if (row > 0) {
            int x = column * SIDE;
            System.arraycopy(aboveLuma, x, work, Vp8Prediction.LUMA - STRIDE, SIDE);
            System.arraycopy(aboveBlue, x / 2, work, Vp8Prediction.BLUE - STRIDE, CHROMA_SIDE);
            System.arraycopy(aboveRed, x / 2, work, Vp8Prediction.RED - STRIDE, CHROMA_SIDE);
            int right = Vp8Prediction.LUMA - STRIDE + SIDE;
            if (column == columns - 1) {
                Arrays.fill(work, right, right + 4, aboveLuma[x + SIDE - 1]);
            } else {
                System.arraycopy(aboveLuma, x + SIDE, work, right, 4);
            }
        }
    }

    /** The last column of the macroblock before becomes the one to the left of this. */
    private void moveLeft(int column, int at, int size) {
        if (column > 0) {
            for (int y = -1; y < size; y++) {
                work[at + y * STRIDE - 1] = work[at + y * STRIDE + size - 1];
            }
        } else {
            work[at - STRIDE - 1] = row > 0 ? LEFT_OF_PICTURE : ABOVE_PICTURE;
            for (int y = 0; y < size; y++) {
                work[at + y * STRIDE - 1] = LEFT_OF_PICTURE;
            }
        }
    }

    private void reconstruct(int column) {
        boolean hasAbove = row > 0;
        boolean hasLeft = column > 0;
        if (modes.isInSubblocks()) {
            reconstructSubblocks();
        } else {
            Vp8Prediction.predictSquare(modes.luma(), work, Vp8Prediction.LUMA, SIDE, hasAbove, hasLeft);
        }
        Vp8Prediction.predictSquare(modes.chroma(), work, Vp8Prediction.BLUE, CHROMA_SIDE, hasAbove, hasLeft);
        Vp8Prediction.predictSquare(modes.chroma(), work, Vp8Prediction.RED, CHROMA_SIDE, hasAbove, hasLeft);
        if (!residuals.isAny()) {
            return;
        }
        if (!modes.isInSubblocks()) {
            for (int block = 0; block < 16; block++) {
                residuals.add(block, work, subblock(block));
            }
        }
        for (int block = 0; block < 4; block++) {
            int offset = (block >> 1) * 4 * STRIDE + (block & 1) * 4;
            residuals.add(16 + block, work, Vp8Prediction.BLUE + offset);
            residuals.add(20 + block, work, Vp8Prediction.RED + offset);
        }
    }

    private void reconstructSubblocks() {
        // Subblocks at the right edge all see the macroblock above to the right: the one beside is not decoded yet.
        int right = Vp8Prediction.LUMA - STRIDE + SIDE;
        for (int y = 4; y < SIDE; y += 4) {
            System.arraycopy(work, right, work, right + y * STRIDE, 4);
        }
        for (int block = 0; block < 16; block++) {
            int at = subblock(block);
            Vp8Prediction.predictSubblock(modes.subblocks[block], work, at);
            if (residuals.isAny()) {
                residuals.add(block, work, at);
            }
        }
    }

    private static int subblock(int block) {
        return Vp8Prediction.LUMA + (block >> 2) * 4 * STRIDE + (block & 3) * 4;
    }

    /** Moves the macroblock out of the work area, and filters its left and upper edges. */
    private void store(int column) {
        int x = column * SIDE;
        System.arraycopy(work, Vp8Prediction.LUMA + (SIDE - 1) * STRIDE, aboveLuma, x, SIDE);
        System.arraycopy(work, Vp8Prediction.BLUE + (CHROMA_SIDE - 1) * STRIDE, aboveBlue, x / 2, CHROMA_SIDE);
        System.arraycopy(work, Vp8Prediction.RED + (CHROMA_SIDE - 1) * STRIDE, aboveRed, x / 2, CHROMA_SIDE);
        band.store(work, column);
        filter(column);
    }

    private void filter(int column) {
        Strength strength = header.filter().of(modes.segment(), modes.isInSubblocks());
        if (strength.edge() == 0) {
            return;
        }
        boolean hasAbove = row > 0;
        boolean inner = modes.isInSubblocks() || residuals.isAny();
        if (lumaFiltered) {
            band.filterLuma(strength, header.filter().isSimple(), column, hasAbove, inner);
        }
        if (chromaFiltered && !header.filter().isSimple()) {
            band.filterChroma(strength, column, hasAbove, inner);
        }
    }
}
