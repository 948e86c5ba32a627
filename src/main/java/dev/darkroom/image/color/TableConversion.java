package dev.darkroom.image.color;

/** Colours of a device whose profile gives them by tables. */
final class TableConversion implements PixelConversion {
    /** What the largest number of XYZ stands for. */
    private static final float XYZ_RANGE = 1 + 32767f / 32768;

    private static final float LEGACY_RANGE = 65535f / 65280;

    private final ColorTable table;
    private final float[] fromXyz = Srgb.FROM_XYZ.toFloats();

    TableConversion(ColorTable table) {
        this.table = table;
    }

    @Override
    public byte[] toSrgb(float[] samples, int stride) {
        byte[] rgb = new byte[samples.length / stride * 3];
        CurveTable[] input = table.input();
        Clut clut = table.clut();
        float[] device = new float[input.length];
        float[] color = new float[3];
        for (int in = 0, out = 0; out < rgb.length; in += stride, out += 3) {
            for (int channel = 0; channel < device.length; channel++) {
                device[channel] = input[channel].at(samples[in + channel]);
            }
            clut.lookUp(device, color);
            if (table.mix().isPresent()) {
                mix(table.mix().get(), color);
            }
            apply(table.output(), color);
            toXyz(color);
            encode(color, rgb, out);
        }
        return rgb;
    }

    /** To 0 to 1, which the matrix is made for, and back to 0 to 255, as the curves that follow take it. */
    private static void mix(ColorTable.Mix mix, float[] color) {
        apply(mix.curves(), color);
        float[] rows = mix.rows();
        float first = color[0];
        float second = color[1];
        float third = color[2];
        for (int i = 0; i < 3; i++) {
            float sum = rows[4 * i] * first + rows[4 * i + 1] * second + rows[4 * i + 2] * third + rows[4 * i + 3];
            color[i] = 255 * sum;
        }
    }

    private static void apply(CurveTable[] curves, float[] color) {
        color[0] = curves[0].at(color[0]);
        color[1] = curves[1].at(color[1]);
        color[2] = curves[2].at(color[2]);
    }

    private void toXyz(float[] color) {
        switch (table.connection()) {
            case XYZ -> {
                color[0] *= XYZ_RANGE;
                color[1] *= XYZ_RANGE;
                color[2] *= XYZ_RANGE;
            }
            case LAB -> labToXyz(color, 1);
            case LEGACY_LAB -> labToXyz(color, LEGACY_RANGE);
        }
    }

    private static void labToXyz(float[] color, float range) {
        float y = (100 * range * color[0] + 16) / 116;
        float x = y + (255 * range * color[1] - 128) / 500;
        float z = y - (255 * range * color[2] - 128) / 200;
        color[0] = Lab.WHITE_X * Lab.uncompressed(x);
        color[1] = Lab.uncompressed(y);
        color[2] = Lab.WHITE_Z * Lab.uncompressed(z);
    }

    private void encode(float[] xyz, byte[] rgb, int out) {
        for (int i = 0; i < 3; i++) {
            rgb[out + i] = Srgb.encodeToByte(
                    fromXyz[3 * i] * xyz[0] + fromXyz[3 * i + 1] * xyz[1] + fromXyz[3 * i + 2] * xyz[2]);
        }
    }
}
