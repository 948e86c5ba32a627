package dev.darkroom.image.jpeg;

/** Decodes what one scan tells of a block. For one thread. */
interface ScanBlocks {
    /**
     * Decodes the next block.
     *
     * @param part which of the scan's components it belongs to
     * @param index its place in the component's {@link Coefficients}
     */
    void read(int part, int index);

    /** Forgets what blocks before told, as restart intervals demand. */
    void restart();
}
