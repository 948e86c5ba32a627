package dev.darkroom.image.jpeg;

import dev.darkroom.image.codec.LimitExceededException;
import dev.darkroom.image.codec.UnsupportedImageException;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Decodes baseline, extended and progressive JPEG of 8 bits, Huffman-coded (ITU-T T.81), at N/8 of its size: the samples come
 * straight from the N x N lowest DCT coefficients of each block, and what else the file holds is skipped.
 *
 * <p>Sequential files are streamed: beside the file, a row of MCUs is all that is held. Files of several scans need
 * {@link #coefficientBytes} more. For one thread and one file; may decode several times.
 */
public final class JpegDecoder {
    /** Most scans of a file, unless told otherwise. Programs write some ten; files that have more are built to waste time. */
    public static final int DEFAULT_MAX_SCANS = 200;

    private final byte[] data;
    private final int maxScans;
    private final Frame frame;
    private final boolean streamed;
    private final JpegHeader header;

    private JpegDecoder(byte[] data, int maxScans, Segments segments, ScanHeader first) throws IOException {
        this.data = data;
        this.maxScans = maxScans;
        this.frame = segments.frame();
        this.streamed = isStreamed(frame, first);
        List<JpegHeader.Component> components = new ArrayList<>();
        for (Frame.Component component : frame.components()) {
            Frame.Factors factors = component.factors();
            components.add(new JpegHeader.Component(factors.id(), factors.horizontal(), factors.vertical()));
        }
        this.header = new JpegHeader(
                frame.width(),
                frame.height(),
                segments.color(),
                frame.progressive(),
                components,
                segments.profile(),
                segments.exif());
    }

    /**
     * Reads all that comes before the pixels.
     *
     * @param data the file; not changed, and not to be changed while this is in use
     * @throws UnsupportedImageException if it is a JPEG of a kind that cannot be read
     * @throws IOException if it is damaged beyond use
     */
    public static JpegDecoder open(byte[] data) throws IOException {
        return open(data, DEFAULT_MAX_SCANS);
    }

    /**
     * Reads all that comes before the pixels.
     *
     * @param data the file; not changed, and not to be changed while this is in use
     * @param maxScans most scans that will be read
     * @throws UnsupportedImageException if it is a JPEG of a kind that cannot be read
     * @throws IOException if it is damaged beyond use
     */
    public static JpegDecoder open(byte[] data, int maxScans) throws IOException {
        Segments segments = new Segments(data);
        ScanHeader first = firstScan(segments);
        return new JpegDecoder(data, maxScans, segments, first);
    }

    /** What the file says of itself. */
    public JpegHeader header() {
        return header;
    }

    /**
     * Samples in a row of a component.
     *
     * @param component index in {@link JpegHeader#components()}
     * @param scale 1, 2, 4 or 8: the eighths of the full size
     */
    public int width(int component, int scale) {
        return frame.width(frame.components().get(component), scale);
    }

    /**
     * Rows of a component.
     *
     * @param component index in {@link JpegHeader#components()}
     * @param scale 1, 2, 4 or 8: the eighths of the full size
     */
    public int height(int component, int scale) {
        return frame.height(frame.components().get(component), scale);
    }

    /**
     * Memory that decoding takes for coefficients, in bytes; 0 for files that are streamed.
     *
     * @param scales for each component 1, 2, 4 or 8: the eighths of the full size
     */
    public long coefficientBytes(List<Integer> scales, Detail detail) {
        if (streamed) {
            return 0;
        }
        boolean masks = StoredPicture.keepsMasks(frame, detail);
        return frame.components().stream()
                .mapToLong(component -> Coefficients.bytes(component, scales.get(component.index()), masks))
                .sum();
    }

    /**
     * Memory that decoding takes for the samples of a row of MCUs, in bytes.
     *
     * @param scales for each component 1, 2, 4 or 8: the eighths of the full size
     */
    public long sampleBytes(List<Integer> scales) {
        return frame.components().stream()
                .mapToLong(component -> McuRows.bytes(component, scales.get(component.index())))
                .sum();
    }

    /**
     * Decodes the picture, and hands out all its rows, also when the file ends early: what is missing is grey.
     *
     * @param scale 1, 2, 4 or 8: the eighths of the full size
     * @param detail how much of a progressive file is read
     * @param rows takes the rows
     * @return whether the file was complete and sound
     * @throws LimitExceededException if the file has too many scans
     * @throws IOException if not even the first rows can be decoded
     */
    public boolean decode(int scale, Detail detail, ComponentRows rows) throws IOException {
        return decode(Collections.nCopies(frame.components().size(), scale), detail, rows);
    }

    /**
     * Decodes the picture as {@link #decode(int, Detail, ComponentRows)} does, each component at a size of its own.
     *
     * @param scales for each component 1, 2, 4 or 8: the eighths of the full size
     * @param detail how much of a progressive file is read
     * @param rows takes the rows
     * @return whether the file was complete and sound
     * @throws LimitExceededException if the file has too many scans
     * @throws IOException if not even the first rows can be decoded
     */
    public boolean decode(List<Integer> scales, Detail detail, ComponentRows rows) throws IOException {
        Segments segments = new Segments(data);
        ScanHeader first = firstScan(segments);
        if (streamed) {
            return new SequentialScan(data, segments.position(), frame, first, segments.tables(), scales).decode(rows);
        }
        return new StoredPicture(data, segments, scales, detail, maxScans).decode(first, rows);
    }

    private static ScanHeader firstScan(Segments segments) throws IOException {
        Optional<ScanHeader> first = segments.nextScan();
        return first.orElseThrow(() -> new EOFException("no scan"));
    }

    private static boolean isStreamed(Frame frame, ScanHeader first) {
        return !frame.progressive()
                && first.parts().size() == frame.components().size();
    }

    /** How much of a progressive file is read. */
    public enum Detail {
        /** Every scan that the result depends on. */
        ALL,
        /**
         * All but the scans that only add a bit to AC coefficients that are known without it. They are most of the file; what
         * they would bring is some two dB of a reduced picture.
         */
        COARSE
    }
}
