package dev.darkroom.image.color;

/** Grey whose light is given by one curve. */
final class GreyConversion implements PixelConversion {
    private final CurveTable light;

    GreyConversion(CurveTable light) {
        this.light = light;
    }

    @Override
    public byte[] toSrgb(float[] samples, int stride) {
        byte[] rgb = new byte[samples.length / stride * 3];
        for (int in = 0, out = 0; out < rgb.length; in += stride, out += 3) {
            byte grey = Srgb.encodeToByte(light.at(samples[in]));
            rgb[out] = grey;
            rgb[out + 1] = grey;
            rgb[out + 2] = grey;
        }
        return rgb;
    }
}
