package dev.darkroom.image.jpeg;

/**
 * Restart intervals (ITU-T T.81, F.1.1.5.2 and E.2.4): counts MCUs, and finds the way back after damage. For one thread.
 */
final class Restarts {
    private final byte[] data;
    private final BitSource source;
    private final int interval;
    private int left;
    private int expected;

    /** @param interval MCUs between markers; 0 if there are none */
    Restarts(byte[] data, BitSource source, int interval) {
        this.data = data;
        this.source = source;
        this.interval = interval;
        this.left = interval;
    }

    /** Whether there are any. */
    boolean isUsed() {
        return interval > 0;
    }

    /** Whether there is a way back: a restart marker comes next. To be asked when the source is exhausted. */
    boolean isAhead() {
        int at = source.findMarker();
        return isUsed() && at + 1 < data.length && (data[at + 1] & 0xf8) == 0xd0;
    }

    /** Counts an MCU that is about to be decoded; true if an interval starts with it, and predictions with it. */
    boolean next() {
        if (interval == 0 || left-- > 0) {
            return false;
        }
        left = interval - 1;
        int at = source.findMarker();
        while (at + 1 < data.length) {
            int ahead = (data[at + 1] & 0xff) - 0xd0 - expected & 7;
            if ((data[at + 1] & 0xf8) != 0xd0 || ahead == 1 || ahead == 2) {
                // Another marker, or one of the next intervals: this one is lost.
                break;
            }
            if (ahead == 0) {
                source.restart(at + 2);
                break;
            }
            source.restart(at + 2);
            at = source.findMarker();
        }
        expected = expected + 1 & 7;
        return true;
    }
}
