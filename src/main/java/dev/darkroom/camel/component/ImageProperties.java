package dev.darkroom.camel.component;

/** Properties of the exchange that {@code image:fit} leaves for those who measure. */
public final class ImageProperties {

    /** Where the time went, as {@link dev.darkroom.image.Timings}; the sum, if several pictures were fitted. */
    public static final String TIMINGS = "CamelImageTimings";

    /** Pixels that the first picture had, all frames together, as its header declares them. */
    public static final String PIXELS = "CamelImagePixels";

    private ImageProperties() {}
}
