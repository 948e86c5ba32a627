package dev.darkroom.image.jpeg;

import dev.darkroom.image.codec.LimitExceededException;
import dev.darkroom.image.jpeg.JpegDecoder.Detail;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decodes a picture of several scans: keeps coefficients until the last has been read, then transforms. For one thread. */
final class StoredPicture {
    private final byte[] data;
    private final Segments segments;
    private final Frame frame;
    private final List<Integer> scales;
    private final Detail detail;
    private final int maxScans;
    private final List<Coefficients> coefficients = new ArrayList<>();
    private final int[][] quantisation;
    private boolean damaged;
    private int fullRows;

    /** @param detail {@link Detail#ALL} at full size, where the parts left out would show */
    StoredPicture(byte[] data, Segments segments, List<Integer> scales, Detail detail, int maxScans)
            throws IOException {
        this.data = data;
        this.segments = segments;
        this.frame = segments.frame();
        this.scales = scales;
        this.detail = detail;
        this.maxScans = maxScans;
        this.quantisation = new int[frame.components().size()][0];
        for (Frame.Component component : frame.components()) {
            coefficients.add(new Coefficients(component, scale(component), keepsMasks(frame, detail)));
        }
    }

    /** Whether refining scans will be read, for which one has to know which coefficients differ from 0. */
    static boolean keepsMasks(Frame frame, Detail detail) {
        return frame.progressive() && detail == Detail.ALL;
    }

    /**
     * Reads all scans and hands out the rows.
     *
     * @param header of the first scan, which the segments have just read
     * @return whether all was there
     */
    boolean decode(ScanHeader header, ComponentRows rows) throws IOException {
        readScan(header);
        readOtherScans();
        if (fullRows == 0) {
            throw new EOFException("the scans end in the first row");
        }
        transform(new McuRows(frame, scales, rows));
        return !damaged && segments.isComplete();
    }

    /** What follows the first scan may be damaged: what there is shows all the same. */
    private void readOtherScans() throws IOException {
        try {
            int scans = 1;
            Optional<ScanHeader> next = segments.nextScan();
            while (next.isPresent()) {
                if (++scans > maxScans) {
                    throw new LimitExceededException("The JPEG has more than " + maxScans + " scans.");
                }
                readScan(next.get());
                next = segments.nextScan();
            }
        } catch (LimitExceededException tooMany) {
            throw tooMany;
        } catch (IOException broken) {
            damaged = true;
        }
    }

    private void readScan(ScanHeader header) throws IOException {
        BitSource source = new BitSource(data, segments.position());
        if (isWanted(header)) {
            Restarts restarts = new Restarts(data, source, segments.tables().restartInterval());
            List<Coefficients> parts = new ArrayList<>();
            for (ScanHeader.Part part : header.parts()) {
                Coefficients target = coefficients.get(part.component().index());
                latchQuantisation(part.component());
                target.setPrecision(header);
                parts.add(target);
            }
            StoredScan scan = new StoredScan(frame, source, restarts, parts, blocks(header, source, parts));
            int full = scan.decode();
            damaged |= scan.isDamaged();
            if (header.first() == 0) {
                fullRows = Math.max(fullRows, full);
            }
        }
        segments.seek(endOf(source));
    }

    private boolean isWanted(ScanHeader header) {
        if (!frame.progressive() || header.first() == 0) {
            return true;
        }
        int scale = scale(header.parts().get(0).component());
        return header.first() <= ZigZag.last(scale) && !(header.refines() && detail == Detail.COARSE)
                || keepsMasks(frame, detail) && scale > 1;
    }

    private ScanBlocks blocks(ScanHeader header, BitSource source, List<Coefficients> parts) throws IOException {
        DecodingTables tables = segments.tables();
        if (!frame.progressive()) {
            List<SequentialBlocks> blocks = new ArrayList<>();
            for (ScanHeader.Part part : header.parts()) {
                blocks.add(new SequentialBlocks(
                        source, tables.dc(part.dcTable()), tables.ac(part.acTable()), scale(part.component())));
            }
            return new SequentialStore(blocks, parts);
        }
        if (header.first() == 0) {
            List<HuffmanTable> dc = new ArrayList<>();
            for (ScanHeader.Part part : header.parts()) {
                if (!header.refines()) {
                    dc.add(tables.dc(part.dcTable()));
                }
            }
            return new DcBlocks(source, parts, dc, header.low());
        }
        HuffmanTable ac = tables.ac(header.parts().get(0).acTable());
        return header.refines()
                ? new AcRefineBlocks(source, parts.get(0), ac, header)
                : new AcFirstBlocks(source, parts.get(0), ac, header);
    }

    /** B.2.4.1: the table that counts is the one at the start of the component's first scan. */
    private void latchQuantisation(Frame.Component component) throws IOException {
        if (quantisation[component.index()].length == 0) {
            quantisation[component.index()] =
                    segments.tables().quantisation(component.factors().quantisation());
        }
    }

    /** The marker that ends a scan; restart markers do not. */
    private int endOf(BitSource source) {
        int at = source.findMarker();
        while (at + 1 < data.length && (data[at + 1] & 0xf8) == 0xd0) {
            source.restart(at + 2);
            at = source.findMarker();
        }
        return at;
    }

    private void transform(McuRows buffer) {
        int[] block = new int[ZigZag.UNUSED + 1];
        List<InverseDct> transforms = new ArrayList<>();
        for (Coefficients source : coefficients) {
            Frame.Component component = source.component();
            int[] steps = quantisation[component.index()];
            int[] known = steps.length == 0 ? new int[64] : steps;
            transforms.add(
                    readsHalves(component)
                            ? InverseDct.ofHalves(scale(component), known)
                            : InverseDct.of(scale(component), known));
        }
        for (int y = 0; y < frame.mcuRows(); y++) {
            for (Coefficients source : coefficients) {
                transformRow(source, y, transforms.get(source.component().index()), block, buffer);
            }
            buffer.emit();
        }
    }

    private void transformRow(Coefficients source, int y, InverseDct transform, int[] block, McuRows buffer) {
        Frame.Component component = source.component();
        int stride = buffer.stride(component);
        float[] samples = buffer.samples(component);
        int down = component.factors().vertical();
        int scale = scale(component);
        boolean halves = readsHalves(component);
        for (int row = 0; row < down; row++) {
            int at = buffer.start(component, row, 0);
            int index = source.blockIndex(y * down + row, 0);
            for (int x = 0; x < component.paddedColumns(); x++, at += scale, index++) {
                int last = halves ? source.readHalves(index, block) : source.read(index, block);
                transform.transform(block, last, samples, at, stride);
            }
        }
    }

    private boolean readsHalves(Frame.Component component) {
        return detail == Detail.COARSE && scale(component) < 8;
    }

    private int scale(Frame.Component component) {
        return scales.get(component.index());
    }
}
