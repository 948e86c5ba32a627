package dev.darkroom.image.color;

/** Grey as a device for RGB shows it: as red, green and blue of the same strength. */
final class GreyAsRgb implements PixelConversion {
    private final PixelConversion device;

    GreyAsRgb(PixelConversion device) {
        this.device = device;
    }

    @Override
    public byte[] toSrgb(float[] samples, int stride) {
        float[] colors = new float[samples.length / stride * 3];
        for (int in = 0, out = 0; out < colors.length; in += stride, out += 3) {
            colors[out] = samples[in];
            colors[out + 1] = samples[in];
            colors[out + 2] = samples[in];
        }
        return device.toSrgb(colors, 3);
    }
}
