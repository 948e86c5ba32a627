package dev.darkroom.camel;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * The heap that originals and their decoding may take, shared by all that are in work: ordinary pictures run side by side, and large
 * ones wait for each other. Fair: whoever asks first is served first, so that a large picture is not kept waiting by a stream of
 * small ones. Thread-safe.
 *
 * <p>There are two parts, one for the files and one for decoding them. Whoever waits for the second holds of the first only, and
 * gives back what it held of the second, so nobody can wait for ever.
 */
public final class MemoryBudget {

    private static final String HELD = "DarkroomMemoryHeld";

    /** Large amounts would overflow the permits of a semaphore. */
    private static final int UNIT = 1024;

    /** What the app itself takes, measured at 15 MB, and as much for routes and logs of others. */
    private static final long RESERVED = 40L << 20;

    /** The rest is for what becomes garbage only later, and for gaps between large arrays. */
    private static final double USABLE = 0.85;

    /**
     * Long enough for dozens of the slowest pictures before this one. SQS hides the message meanwhile, and every minute that a picture
     * waits here is one that it does not have to be fetched again.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final MemoryPool files;
    private final MemoryPool decoding;
    private final Duration patience;

    /**
     * @param fileBytes heap for files
     * @param decodingBytes heap for decoding them
     * @param patience how long anybody waits for either
     */
    public MemoryBudget(long fileBytes, long decodingBytes, Duration patience) {
        this.files = new MemoryPool(units(fileBytes));
        this.decoding = new MemoryPool(units(decodingBytes));
        this.patience = patience;
    }

    /**
     * Divides what the heap of this process has to spare.
     *
     * @param roles what this process runs; only a resizer needs room for pictures
     * @param maxFileBytes largest file
     * @param width width of the box, in pixels
     * @param height height of the box, in pixels
     * @param maxPixels largest picture: width x height x frames
     * @return the budget
     * @throws IllegalArgumentException if a value is out of its range, or a resizer has not even room for one picture; the message
     *     says what to set
     */
    public static MemoryBudget of(String roles, long maxFileBytes, int width, int height, long maxPixels) {
        Settings.requireFileSize(maxFileBytes);
        boolean resizes = roles.toLowerCase(Locale.ROOT).contains("resizer");
        long most = new LargestPicture(width, height, maxPixels).heapNeeded();
        return resizes
                ? within(Runtime.getRuntime().maxMemory(), maxFileBytes, most)
                : new MemoryBudget(maxFileBytes, most, PATIENCE);
    }

    /**
     * Divides what a heap has to spare: two thirds for decoding, unless one side needs more.
     *
     * @param heap its largest size, in bytes
     * @param maxFileBytes largest file
     * @param mostDecodingBytes heap that decoding takes at most
     */
    static MemoryBudget within(long heap, long maxFileBytes, long mostDecodingBytes) {
        long largest = maxFileBytes + mostDecodingBytes;
        long spare = (long) ((heap - RESERVED) * USABLE);
        if (spare < largest) {
            long enough = (long) (largest / USABLE) + RESERVED;
            throw new IllegalArgumentException("Java's heap of " + megabytes(heap)
                    + " MB cannot hold the largest picture that is"
                    + " allowed: " + megabytes(maxFileBytes) + " MB of file, up to " + megabytes(mostDecodingBytes)
                    + " MB to decode it, and " + megabytes(RESERVED) + " MB for Darkroom itself. Give it a heap of "
                    + megabytes(enough)
                    + " MB or more (-Xmx), or allow smaller files (darkroom.upload.max-bytes) or, if they are"
                    + " above the defaults, fewer pixels (darkroom.image.max-pixels) or a smaller box (darkroom.thumbnail.width,"
                    + " darkroom.thumbnail.height)");
        }
        long decoding = Math.min(Math.max(spare * 2 / 3, mostDecodingBytes), spare - maxFileBytes);
        return new MemoryBudget(spare - decoding, decoding, PATIENCE);
    }

    private static long megabytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }

    /** @return a share of nothing as yet, to be closed when the picture is dealt with, whatever became of it */
    public Share open() {
        return new Share();
    }

    /**
     * What all steps hold together that deal with the same picture. Given back when the exchange is done, however it ends.
     *
     * @param exchange carries the picture
     * @return its share; an exchange that was split off or copied has one of its own
     */
    public Share shareOf(Exchange exchange) {
        Held held = exchange.getProperty(HELD, Held.class);
        if (held != null && held.exchangeId().equals(exchange.getExchangeId())) {
            return held.share();
        }
        Share share = open();
        exchange.setProperty(HELD, new Held(exchange.getExchangeId(), share));
        exchange.getExchangeExtension().addOnCompletion(new GivingBack(share));
        return share;
    }

    /** @return for how long the picture that an exchange carries has waited for memory */
    Duration waited(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(HELD, Held.class))
                .map(held -> Duration.ofNanos(held.share().waited))
                .orElse(Duration.ZERO);
    }

    /** @return all there is, in bytes */
    public long size() {
        return (long) UNIT * (files.size() + decoding.size());
    }

    /** @return bytes that nobody holds; changes all the time */
    public long free() {
        return (long) UNIT
                * (files.semaphore().availablePermits() + decoding.semaphore().availablePermits());
    }

    private static int units(long bytes) {
        return Math.toIntExact((bytes + UNIT - 1) / UNIT);
    }

    /** What one picture holds. For one thread. */
    public final class Share implements AutoCloseable {

        private int file;
        private int work;
        private long waited;

        private Share() {}

        /**
         * Takes room for a file if there is some right now, and nobody else waits for it.
         *
         * @param bytes its size
         * @return whether there was
         */
        public boolean tryFile(long bytes) {
            int wanted = files.limited(units(bytes));
            boolean taken = files.tryTake(wanted);
            file += taken ? wanted : 0;
            return taken;
        }

        /**
         * Waits for room for a file.
         *
         * @param bytes its size
         * @throws MemoryShortException if there is none for too long
         * @throws InterruptedException if the process is being stopped
         */
        public void awaitFile(long bytes) throws MemoryShortException, InterruptedException {
            int wanted = files.limited(units(bytes));
            await(files, wanted);
            file += wanted;
        }

        /**
         * Waits for room to decode the file. More than there is in all counts as all of it: such a picture is decoded alone.
         *
         * @param bytes heap that it takes beside the file
         * @throws MemoryShortException if there is none for too long
         * @throws InterruptedException if the process is being stopped
         */
        public void awaitDecoding(long bytes) throws MemoryShortException, InterruptedException {
            int held = work;
            giveBackWork();
            int wanted = decoding.limited(units(bytes) + held);
            await(decoding, wanted);
            work = wanted;
        }

        private void await(MemoryPool pool, int wanted) throws MemoryShortException, InterruptedException {
            long start = System.nanoTime();
            pool.take(wanted, patience);
            waited += System.nanoTime() - start;
        }

        /** Two pictures that each waited for what the other held would wait for ever. */
        private void giveBackWork() {
            decoding.semaphore().release(work);
            work = 0;
        }

        /**
         * Gives back what is not needed any more once there is a thumbnail.
         *
         * @param bytes what the thumbnail takes; no more than was held for the file and its decoding is kept
         */
        public void keep(long bytes) {
            int kept = units(bytes);
            int keptAsFile = Math.min(kept, file);
            int keptAsWork = Math.min(kept - keptAsFile, work);
            files.semaphore().release(file - keptAsFile);
            decoding.semaphore().release(work - keptAsWork);
            file = keptAsFile;
            work = keptAsWork;
        }

        /** Gives back all that is still held. May be called again. */
        @Override
        public void close() {
            keep(0);
        }
    }

    private record Held(String exchangeId, Share share) {}

    private static final class GivingBack extends SynchronizationAdapter {

        private final Share share;

        GivingBack(Share share) {
            this.share = share;
        }

        @Override
        public void onDone(Exchange exchange) {
            share.close();
        }
    }
}
