package dev.darkroom.image.png;

import dev.darkroom.image.codec.Bytes;
import dev.darkroom.image.codec.Embedded;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The body of an iCCP chunk: a name, a zero, a method, then the compressed profile (third edition, section 11.3.2.3). */
final class PngProfile {
    private static final byte[] UNUSABLE = {};

    private PngProfile() {}

    /** The profile; no bytes if it is damaged or larger than any profile is, which later counts as invalid. */
    static byte[] inflate(Bytes body) {
        Inflater inflater = new Inflater();
        try {
            int name = 0;
            while (body.u8(name) != 0) {
                name++;
            }
            inflater.setInput(Embedded.profile(body.slice(name + 2L, body.length() - name - 2L)));
            return drain(inflater);
        } catch (DataFormatException | EOFException damaged) {
            return UNUSABLE;
        } finally {
            inflater.end();
        }
    }

    private static byte[] drain(Inflater inflater) throws DataFormatException {
        ByteArrayOutputStream profile = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        int count;
        while ((count = inflater.inflate(buffer)) > 0) {
            profile.write(buffer, 0, count);
            if (profile.size() > Embedded.MAX_PROFILE) {
                return UNUSABLE;
            }
        }
        return profile.toByteArray();
    }
}
