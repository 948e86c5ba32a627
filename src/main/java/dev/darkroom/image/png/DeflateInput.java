package dev.darkroom.image.png;

/**
 * A bit stream, least significant bit first (RFC 1951, section 3.1.1), that is spread over segments of a byte array: the
 * bodies of IDAT chunks, read where they lie. For one thread.
 */
final class DeflateInput {
    final byte[] data;
    private final int[] starts;
    private final int[] ends;
    private int segment;

    /** Next byte to load. */
    int at;
    /** End of the current segment. */
    int end;
    /** Bits loaded and not yet consumed; above {@link #count} of them zero, or what the next bytes hold anyway. */
    long bits;
    /** How many bits are loaded. */
    int count;

    /**
     * @param starts index of the first byte of each segment
     * @param ends index behind the last byte of each segment, at most the length of the data
     */
    DeflateInput(byte[] data, int[] starts, int[] ends) {
        this.data = data;
        this.starts = starts;
        this.ends = ends;
        this.at = starts.length == 0 ? 0 : starts[0];
        this.end = starts.length == 0 ? 0 : ends[0];
    }

    /** Loads bytes until at least 48 bits are there, or the input ends. */
    void refill() {
        while (count <= 48) {
            if (at == end && !nextSegment()) {
                return;
            }
            bits |= (data[at++] & 0xffL) << count;
            count += 8;
        }
    }

    /** Takes up to 16 bits; -1 if the input ends before. */
    int take(int wanted) {
        if (count < wanted) {
            refill();
            if (count < wanted) {
                return -1;
            }
        }
        int value = (int) bits & (1 << wanted) - 1;
        bits >>>= wanted;
        count -= wanted;
        return value;
    }

    /** Drops the bits up to the next byte boundary of the stream. */
    void align() {
        int odd = count & 7;
        bits >>>= odd;
        count -= odd;
    }

    /**
     * Copies whole bytes; only after {@link #align}.
     *
     * @return how many there were, up to the wanted number
     */
    int copy(byte[] target, int offset, int wanted) {
        int copied = 0;
        for (; copied < wanted && count > 0; copied++, count -= 8, bits >>>= 8) {
            target[offset + copied] = (byte) bits;
        }
        if (count == 0) {
            bits = 0;
        }
        while (copied < wanted) {
            if (at == end && !nextSegment()) {
                return copied;
            }
            int available = Math.min(wanted - copied, end - at);
            System.arraycopy(data, at, target, offset + copied, available);
            at += available;
            copied += available;
        }
        return copied;
    }

    private boolean nextSegment() {
        while (at == end) {
            if (segment + 1 >= starts.length) {
                return false;
            }
            segment++;
            at = starts[segment];
            end = ends[segment];
        }
        return true;
    }
}
