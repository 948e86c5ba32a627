package dev.darkroom.image;

import java.util.List;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Parts of a byte array as one stream, without copying and without ImageIO's caches. This is how a file reaches a plug-in
 * without its metadata.
 */
final class SegmentInputStream extends ImageInputStreamImpl {
    private final byte[] data;
    private final List<Segment> segments;
    /** Where each segment starts in the stream. */
    private final long[] starts;

    private final long length;
    private int current;

    SegmentInputStream(byte[] data, List<Segment> segments) {
        this.data = data;
        this.segments = List.copyOf(segments);
        this.starts = new long[segments.size()];
        long total = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = total;
            total += segments.get(i).length();
        }
        this.length = total;
    }

    static SegmentInputStream whole(byte[] data) {
        return new SegmentInputStream(data, List.of(new Segment(0, data.length)));
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) {
        bitOffset = 0;
        if (streamPos >= length) {
            return -1;
        }
        seekSegment();
        Segment segment = segments.get(current);
        int skipped = (int) (streamPos - starts[current]);
        int available = Math.min(count, segment.length() - skipped);
        System.arraycopy(data, segment.offset() + skipped, target, offset, available);
        streamPos += available;
        return available;
    }

    private void seekSegment() {
        while (streamPos < starts[current]) {
            current--;
        }
        while (streamPos >= starts[current] + segments.get(current).length()) {
            current++;
        }
    }

    /** A range of the array. */
    record Segment(int offset, int length) {}
}
