package dev.darkroom.image.color;

import java.util.Optional;

/**
 * What a profile with tables does to a colour, step by step. Its arrays are not copied, nor changed.
 *
 * @param input a curve for each channel of the device
 * @param clut from there to three numbers
 * @param mix what follows, in newer profiles
 * @param output a curve for each of the three
 * @param connection what the three mean then
 */
record ColorTable(CurveTable[] input, Clut clut, Optional<Mix> mix, CurveTable[] output, Connection connection) {

    /**
     * Three curves, then a matrix.
     *
     * @param rows three of three factors and an offset each, for numbers of 0 to 1
     */
    record Mix(CurveTable[] curves, float[] rows) {}

    /** How three numbers of 0 to 1 mean a colour. */
    enum Connection {
        /** XYZ of 0 to just under 2: ICC.1:2010, table 11. */
        XYZ,
        /** CIELAB in 8 bits, and in 16 since version 4: tables 12 and 13. */
        LAB,
        /** CIELAB in 16 bits as it was before, where 0xff00 is the end: table 42. */
        LEGACY_LAB
    }
}
