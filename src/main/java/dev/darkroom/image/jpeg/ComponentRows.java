package dev.darkroom.image.jpeg;

/** Takes the rows of a picture's components as they are decoded. */
public interface ComponentRows {
    /**
     * Takes the next row of a component. The rows of each component come once each, from top to bottom; those of different
     * components take turns, a row of MCUs each.
     *
     * @param component index in {@link JpegHeader#components()}
     * @param samples holds the samples of the row from {@code offset} on, as many as the component is wide at this scale;
     *     0 to 255, not clamped when read at less than full size, whole numbers at full size. Valid during the call
     * @param offset index of the first sample
     */
    void row(int component, float[] samples, int offset);
}
