package dev.darkroom.camel.component;

/** What an endpoint of the component {@code image} does. Named as in URIs. */
public enum ImageOperation {
    /** Fits the picture into a box. */
    fit,
    /** Tells what the picture is and leaves it as it is. */
    info
}
