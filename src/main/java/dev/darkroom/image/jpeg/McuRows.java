package dev.darkroom.image.jpeg;

import java.util.List;

/** The samples of one row of MCUs, which are handed out row by row once all are there. For one thread. */
final class McuRows {
    private final Frame frame;
    private final List<Integer> scales;
    private final ComponentRows rows;
    private final float[][] samples;
    private final int[] strides;
    private final int[] done;

    /** @param scales the eighths of its size that each component is read at */
    McuRows(Frame frame, List<Integer> scales, ComponentRows rows) {
        List<Frame.Component> components = frame.components();
        this.frame = frame;
        this.scales = scales;
        this.rows = rows;
        this.samples = new float[components.size()][];
        this.strides = new int[samples.length];
        this.done = new int[samples.length];
        for (Frame.Component component : components) {
            int index = component.index();
            int scale = scales.get(index);
            strides[index] = component.paddedColumns() * scale;
            samples[index] = new float[strides[index] * component.factors().vertical() * scale];
        }
    }

    /** Bytes that the samples of a component take. */
    static long bytes(Frame.Component component, int scale) {
        return (long) component.paddedColumns() * component.factors().vertical() * scale * scale * Float.BYTES;
    }

    /** Samples of a component, to be written to. */
    float[] samples(Frame.Component component) {
        return samples[component.index()];
    }

    /** From one row of {@link #samples} to the next. */
    int stride(Frame.Component component) {
        return strides[component.index()];
    }

    /** Where a block starts in {@link #samples}. */
    int start(Frame.Component component, int blockRow, int blockColumn) {
        int scale = scales.get(component.index());
        return blockRow * scale * strides[component.index()] + blockColumn * scale;
    }

    /** Hands out the rows that belong to the picture. */
    void emit() {
        for (Frame.Component component : frame.components()) {
            int index = component.index();
            int scale = scales.get(index);
            int count = Math.min(component.factors().vertical() * scale, frame.height(component, scale) - done[index]);
            for (int row = 0; row < count; row++) {
                rows.row(index, samples[index], row * strides[index]);
            }
            done[index] += Math.max(0, count);
        }
    }
}
