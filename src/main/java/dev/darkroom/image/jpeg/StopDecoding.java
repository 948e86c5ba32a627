package dev.darkroom.image.jpeg;

/** Leaves the decoder from within {@link ComponentRows}, when no more rows are needed. Never leaves this package. */
final class StopDecoding extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StopDecoding() {
        super("no more rows are needed", null, false, false);
    }
}
