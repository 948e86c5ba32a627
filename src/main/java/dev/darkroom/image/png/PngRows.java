package dev.darkroom.image.png;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.zip.DataFormatException;

/**
 * The rows of a PNG in the order of the file, decoded one by one as they are asked for, in the depth and colour type of the
 * file. An interlaced picture comes in up to seven passes, each of which has a part of the pixels of some rows. Holds two
 * rows and a window of about 130 KB. For one thread.
 */
public final class PngRows {
    private final Inflate inflate;
    private final PngHeader header;
    private final Iterator<Adam7> passes;
    private final int pixelBytes;
    private Adam7 pass;
    private byte[] row;
    private byte[] above;
    private int rowBytes;
    private int rowOfPass = -1;
    private boolean started;
    private boolean complete;
    private boolean ended;

    PngRows(PngHeader header, DeflateInput pixels) {
        this.header = header;
        List<Adam7> all = Adam7.passes(header);
        int widest = (int) header.rowBytes(header.width());
        this.inflate = new Inflate(pixels, widest + 1);
        this.pixelBytes = Math.max(1, header.color().channels() * header.bitDepth() / 8);
        this.row = new byte[Unfilter.PADDING + widest + Unfilter.PADDING];
        this.above = new byte[row.length];
        this.passes = all.iterator();
        this.pass = passes.next();
        this.rowBytes = (int) header.rowBytes(pass.columns());
    }

    /**
     * Decodes the next row.
     *
     * @return whether there is one; if not, either all rows were handed out or the file is damaged, see {@link #isComplete}
     * @throws IOException if not even the first row can be decoded
     */
    public boolean next() throws IOException {
        if (ended || !nextOfPass()) {
            return false;
        }
        try {
            decode();
        } catch (DataFormatException damaged) {
            if (!started) {
                throw new IOException("no row can be decoded: " + damaged.getMessage(), damaged);
            }
            ended = true;
            return false;
        }
        started = true;
        return true;
    }

    /** Whether all rows were handed out, whole and sound as far as one can tell. */
    public boolean isComplete() {
        return complete;
    }

    /** Holds the row from {@link #offset} on; changes with the next row. */
    public byte[] samples() {
        return row;
    }

    /** Index of the first byte of the row. */
    public int offset() {
        return Unfilter.PADDING;
    }

    /** Which row of the picture this is, or is part of. */
    public int y() {
        return pass.y() + rowOfPass * pass.yStep();
    }

    /** Column of the first pixel. */
    public int x() {
        return pass.x();
    }

    /** How far apart the columns of pixels that follow each other are: 1 unless interlaced. */
    public int step() {
        return pass.xStep();
    }

    /** Pixels of this row that are handed out. */
    public int count() {
        return pass.columns();
    }

    private boolean nextOfPass() {
        rowOfPass++;
        if (rowOfPass < pass.rows()) {
            return true;
        }
        if (!passes.hasNext()) {
            complete = true;
            ended = true;
            return false;
        }
        pass = passes.next();
        rowOfPass = 0;
        rowBytes = (int) header.rowBytes(pass.columns());
        Arrays.fill(row, (byte) 0);
        return true;
    }

    private void decode() throws DataFormatException {
        if (!inflate.require(rowBytes + 1)) {
            throw new DataFormatException("the data end early");
        }
        byte[] free = above;
        above = row;
        row = free;
        int at = inflate.position();
        byte filter = inflate.window()[at];
        if (filter < 0 || filter > 4) {
            throw new DataFormatException("filter " + filter);
        }
        Unfilter.row(filter, inflate.window(), at + 1, above, row, rowBytes, pixelBytes);
        inflate.skip(rowBytes + 1);
    }
}
