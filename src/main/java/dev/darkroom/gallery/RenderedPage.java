package dev.darkroom.gallery;

import java.util.function.Supplier;

/**
 * A page that is ready to be written, if the browser has not got it already.
 *
 * @param tag changes with what the page shows
 * @param html writes it
 */
record RenderedPage(EntityTag tag, Supplier<String> html) {}
