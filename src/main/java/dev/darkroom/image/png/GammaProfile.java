package dev.darkroom.image.png;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An ICC profile for pictures that tell their gamma instead of having one (third edition, section 11.3.2.2): so they pass
 * through the same conversion as all others. The primaries are those of sRGB, as cHRM is ignored.
 */
final class GammaProfile {
    /** ICC.1:2001-04, section 6.1. */
    private static final int HEADER = 128;

    private static final int ENTRY = 12;
    /** The primaries of sRGB, adapted to D50: IEC 61966-2-1, by Bradford's method. */
    private static final double[] RED = {0.43607, 0.22249, 0.01392};

    private static final double[] GREEN = {0.38515, 0.71687, 0.09708};
    private static final double[] BLUE = {0.14307, 0.06061, 0.71410};
    private static final double[] D50 = {0.9642, 1, 0.8249};

    private GammaProfile() {}

    /**
     * Makes a profile.
     *
     * @param gamma exponent that made the samples of the light
     * @param grey whether it is for pictures of grey, else for red, green and blue
     */
    static byte[] of(double gamma, boolean grey) {
        Map<String, byte[]> tags = new LinkedHashMap<>();
        tags.put("wtpt", xyz(D50));
        if (grey) {
            tags.put("kTRC", curve(1 / gamma));
        } else {
            tags.put("rXYZ", xyz(RED));
            tags.put("gXYZ", xyz(GREEN));
            tags.put("bXYZ", xyz(BLUE));
            tags.put("rTRC", curve(1 / gamma));
            tags.put("gTRC", curve(1 / gamma));
            tags.put("bTRC", curve(1 / gamma));
        }
        return profile(tags, grey ? "GRAY" : "RGB ");
    }

    private static byte[] profile(Map<String, byte[]> tags, String space) {
        int at = HEADER + 4 + ENTRY * tags.size();
        int size = at + tags.values().stream().mapToInt(tag -> tag.length).sum();
        ByteBuffer profile = ByteBuffer.allocate(size);
        profile.putInt(size).putInt(0).putInt(0x02100000).put(latin1("mntr" + space + "XYZ "));
        profile.position(36).put(latin1("acsp"));
        profile.position(68);
        put(profile, D50);
        profile.position(HEADER).putInt(tags.size());
        for (Map.Entry<String, byte[]> tag : tags.entrySet()) {
            profile.put(latin1(tag.getKey())).putInt(at).putInt(tag.getValue().length);
            at += tag.getValue().length;
        }
        tags.values().forEach(profile::put);
        return profile.array();
    }

    private static byte[] xyz(double[] values) {
        ByteBuffer tag = ByteBuffer.allocate(20).put(latin1("XYZ ")).putInt(0);
        put(tag, values);
        return tag.array();
    }

    /** One value of eight bits before the point and eight behind; padded to a multiple of four bytes. */
    private static byte[] curve(double exponent) {
        ByteBuffer tag = ByteBuffer.allocate(16).put(latin1("curv")).putInt(0).putInt(1);
        return tag.putShort((short) Math.round(exponent * 256)).array();
    }

    private static void put(ByteBuffer target, double[] values) {
        for (double value : values) {
            target.putInt((int) Math.round(value * 65536));
        }
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
