package dev.darkroom.image.color;

import dev.darkroom.image.codec.Bytes;
import java.io.IOException;
import java.util.Optional;

/** Makes a conversion of what a profile holds: of its tables if there are any, else of its curves and matrix. */
final class ProfileReader {
    private ProfileReader() {}

    /** @throws IOException if the profile is damaged, or for other colours than the picture's */
    static PixelConversion read(IccProfile profile, ColorKind picture) throws IOException {
        if (profile.kind() == picture) {
            return read(profile);
        }
        if (profile.kind() == ColorKind.RGB && picture == ColorKind.GREY) {
            return new GreyAsRgb(read(profile));
        }
        throw new IOException("profile for " + profile.kind() + ", picture in " + picture);
    }

    private static PixelConversion read(IccProfile profile) throws IOException {
        Optional<Bytes> table = table(profile);
        if (table.isPresent()) {
            return new TableConversion(
                    TableTag.parse(table.get(), profile.kind().channels(), profile.connectsToLab()));
        }
        return switch (profile.kind()) {
            case GREY -> grey(profile);
            case RGB -> matrix(profile);
            case CMYK -> throw new IOException("CMYK without tables");
        };
    }

    /** A2B0 is perceptual, A2B1 colorimetric; profiles that hold one only hold A2B0. */
    private static Optional<Bytes> table(IccProfile profile) {
        Optional<Bytes> perceptual = profile.tag("A2B0");
        return profile.isOutput() ? profile.tag("A2B1").or(() -> perceptual) : perceptual;
    }

    private static PixelConversion grey(IccProfile profile) throws IOException {
        ToneCurve curve = ToneCurve.parse(profile.require("kTRC"));
        return new GreyConversion(
                profile.connectsToLab()
                        ? new CurveTable(x -> Lab.light(100 * curve.at(x)))
                        : new CurveTable(curve::at));
    }

    private static PixelConversion matrix(IccProfile profile) throws IOException {
        Matrix3 toXyz = Matrix3.ofColumns(
                xyz(profile.require("rXYZ")), xyz(profile.require("gXYZ")), xyz(profile.require("bXYZ")));
        return new MatrixConversion(
                curve(profile, "rTRC"), curve(profile, "gTRC"), curve(profile, "bTRC"), Srgb.FROM_XYZ.times(toXyz));
    }

    private static CurveTable curve(IccProfile profile, String tag) throws IOException {
        return new CurveTable(ToneCurve.parse(profile.require(tag))::at);
    }

    /** XYZType, ICC.1:2010, 10.27. */
    private static double[] xyz(Bytes tag) throws IOException {
        if (!tag.ascii(0, 4).equals("XYZ ")) {
            throw new IOException("colorant of type " + tag.ascii(0, 4));
        }
        return new double[] {tag.i32(8) / 65536.0, tag.i32(12) / 65536.0, tag.i32(16) / 65536.0};
    }
}
