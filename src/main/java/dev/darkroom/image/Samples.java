package dev.darkroom.image;

/**
 * A picture in memory as interleaved samples of 0 to 255, which may overshoot after filtering.
 *
 * @param data width times height times channels samples; shared, not copied
 */
record Samples(float[] data, Size size, SampleLayout layout) {}
