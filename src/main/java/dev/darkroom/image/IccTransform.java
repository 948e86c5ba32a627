package dev.darkroom.image;

import java.awt.Point;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;
import java.util.function.Consumer;

/** Converts samples from the colour space of an ICC profile to sRGB, in 16 bits, with the JDK's colour management. */
final class IccTransform {
    private IccTransform() {}

    /**
     * Converts the colours of straight (not premultiplied) samples of grey, RGB or CMYK.
     *
     * @return interleaved RGB; empty, with a note, if the profile is damaged or for another kind of picture
     */
    static Optional<byte[]> toSrgb(Samples samples, byte[] profile, Consumer<Note> notes) {
        try {
            ICC_Profile source = ICC_Profile.getInstance(profile);
            if (!suits(source, samples.layout())) {
                notes.accept(Note.PROFILE_IGNORED);
                return Optional.empty();
            }
            ICC_Profile[] chain = {source, ICC_Profile.getInstance(ColorSpace.CS_sRGB)};
            WritableRaster converted = raster(samples.size(), 3);
            new ColorConvertOp(chain, null).filter(raster(samples, source.getNumComponents()), converted);
            return Optional.of(toBytes(converted));
        } catch (RuntimeException invalid) {
            // Colour management fails in many unchecked ways on a damaged profile, and its pixels are good without it.
            notes.accept(Note.PROFILE_IGNORED);
            return Optional.empty();
        }
    }

    private static boolean suits(ICC_Profile profile, SampleLayout layout) {
        int wanted =
                switch (layout) {
                    case GREY, GREY_ALPHA -> ColorSpace.TYPE_GRAY;
                    case CMYK, YCCK -> ColorSpace.TYPE_CMYK;
                    default -> ColorSpace.TYPE_RGB;
                };
        return profile.getColorSpaceType() == wanted
                && switch (profile.getProfileClass()) {
                    case ICC_Profile.CLASS_INPUT,
                            ICC_Profile.CLASS_DISPLAY,
                            ICC_Profile.CLASS_OUTPUT,
                            ICC_Profile.CLASS_COLORSPACECONVERSION -> true;
                    default -> false;
                };
    }

    private static Raster raster(Samples samples, int colors) {
        WritableRaster raster = raster(samples.size(), colors);
        short[] target = ((DataBufferUShort) raster.getDataBuffer()).getData();
        int channels = samples.layout().channels();
        for (int in = 0, out = 0; out < target.length; in += channels, out += colors) {
            for (int color = 0; color < colors; color++) {
                target[out + color] = (short) (int) (ColorConversion.clamp(samples.data()[in + color]) * 257 + 0.5f);
            }
        }
        return raster;
    }

    private static WritableRaster raster(Size size, int bands) {
        return Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, size.width(), size.height(), bands, new Point());
    }

    private static byte[] toBytes(WritableRaster rgb) {
        short[] wide = ((DataBufferUShort) rgb.getDataBuffer()).getData();
        byte[] narrow = new byte[wide.length];
        for (int i = 0; i < wide.length; i++) {
            narrow[i] = (byte) (((wide[i] & 0xffff) + 128) / 257);
        }
        return narrow;
    }
}
