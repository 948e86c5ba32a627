package dev.darkroom.image;

import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriter;

/** Files with parts that ImageIO does not write: orientations, profiles, markers. */
final class Containers {
    private Containers() {}

    /** Exif of one tag, the orientation. */
    static byte[] exif(int orientation, ByteOrder order) {
        ByteBuffer exif = ByteBuffer.allocate(26).order(order);
        exif.put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(StandardCharsets.US_ASCII));
        exif.putShort((short) 42).putInt(8).putShort((short) 1);
        exif.putShort((short) 274).putShort((short) 3).putInt(1).putShort((short) orientation);
        return exif.array();
    }

    static byte[] jpegWithExif(byte[] jpeg, byte[] exif) {
        return jpegWithSegment(jpeg, 0xe1, concat(latin1("Exif\0\0"), exif));
    }

    /** @param part bytes of the profile in each segment */
    static byte[] jpegWithProfile(byte[] jpeg, byte[] profile, int part) {
        int count = (profile.length + part - 1) / part;
        byte[] result = jpeg;
        // Each goes in front of the others, so the last of these ends up first: the order must come from the numbers.
        for (int i = 0; i < count; i++) {
            byte[] header = concat(latin1("ICC_PROFILE\0"), new byte[] {(byte) (i + 1), (byte) count});
            byte[] body = Arrays.copyOfRange(profile, i * part, Math.min(profile.length, (i + 1) * part));
            result = jpegWithSegment(result, 0xe2, concat(header, body));
        }
        return result;
    }

    /** One colour in raw components, under Adobe's marker. */
    static byte[] adobeJpeg(int width, int height, int transform, int[] components) {
        WritableRaster raster =
                Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, components.length, new Point());
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                raster.setPixel(x, y, components);
            }
        }
        try {
            ImageWriter writer = JdkCodecs.JPEG_WRITER.createWriterInstance();
            byte[] jpeg = Pictures.encode(writer, new IIOImage(raster, null, null), writer.getDefaultWriteParam());
            byte[] adobe = concat(latin1("Adobe"), new byte[] {0, 100, 0, 0, 0, 0, (byte) transform});
            return jpegWithSegment(jpeg, 0xee, adobe);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] pngWithProfile(byte[] png, byte[] profile) {
        return pngWithChunk(png, "iCCP", concat(latin1("profile\0\0"), deflate(profile)));
    }

    /** Inserts a chunk behind the header. */
    static byte[] pngWithChunk(byte[] png, String name, byte[] body) {
        byte[] typed = concat(latin1(name), body);
        CRC32 crc = new CRC32();
        crc.update(typed);
        ByteBuffer chunk = ByteBuffer.allocate(body.length + 12);
        chunk.putInt(body.length).put(typed).putInt((int) crc.getValue());
        return insert(png, 33, chunk.array());
    }

    static byte[] tiffWithOrientation(BufferedImage image, int orientation) {
        return tiff(image, orientation, new byte[0]);
    }

    static byte[] tiffWithProfile(BufferedImage image, byte[] profile) {
        return tiff(image, 1, profile);
    }

    /** Wraps a plain file into an extended one with Exif. */
    static byte[] webpWithExif(byte[] webp, int width, int height, byte[] exif) {
        return extendedWebp(webp, width, height, 8, new byte[0], riffChunk("EXIF", exif));
    }

    static byte[] webpWithProfile(byte[] webp, int width, int height, byte[] profile) {
        return extendedWebp(webp, width, height, 32, riffChunk("ICCP", profile), new byte[0]);
    }

    static byte[] webpWithCanvas(byte[] webp, int width, int height) {
        return extendedWebp(webp, width, height, 0, new byte[0], new byte[0]);
    }

    /** Where these bytes follow each other; -1 if nowhere. */
    static int indexOf(byte[] content, int... bytes) {
        for (int i = 0; i <= content.length - bytes.length; i++) {
            int matching = 0;
            while (matching < bytes.length && content[i + matching] == (byte) bytes[matching]) {
                matching++;
            }
            if (matching == bytes.length) {
                return i;
            }
        }
        return -1;
    }

    private static byte[] jpegWithSegment(byte[] jpeg, int marker, byte[] body) {
        ByteBuffer segment = ByteBuffer.allocate(body.length + 4);
        segment.put((byte) 0xff)
                .put((byte) marker)
                .putShort((short) (body.length + 2))
                .put(body);
        return insert(jpeg, 2, segment.array());
    }

    private static byte[] tiff(BufferedImage image, int orientation, byte[] profile) {
        int pixels = image.getWidth() * image.getHeight() * 3;
        int tags = profile.length > 0 ? 10 : 9;
        int data = 8 + 2 + 12 * tags + 4;
        ByteBuffer file =
                ByteBuffer.allocate(data + 6 + pixels + profile.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(latin1("II")).putShort((short) 42).putInt(8).putShort((short) tags);
        tag(file, 256, 4, 1, image.getWidth());
        tag(file, 257, 4, 1, image.getHeight());
        tag(file, 258, 3, 3, data);
        tag(file, 262, 3, 1, 2);
        tag(file, 273, 4, 1, data + 6);
        tag(file, 274, 3, 1, orientation);
        tag(file, 277, 3, 1, 3);
        tag(file, 278, 4, 1, image.getHeight());
        tag(file, 279, 4, 1, pixels);
        if (profile.length > 0) {
            tag(file, 34675, 7, profile.length, data + 6 + pixels);
        }
        file.putInt(0).putShort((short) 8).putShort((short) 8).putShort((short) 8);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                file.put((byte) (rgb >> 16)).put((byte) (rgb >> 8)).put((byte) rgb);
            }
        }
        return file.put(profile).array();
    }

    private static void tag(ByteBuffer file, int tag, int type, int count, int value) {
        file.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    private static byte[] extendedWebp(byte[] webp, int width, int height, int flags, byte[] before, byte[] after) {
        ByteBuffer header = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(flags);
        header.put((byte) (width - 1)).put((byte) (width - 1 >> 8)).put((byte) 0);
        header.put((byte) (height - 1)).put((byte) (height - 1 >> 8)).put((byte) 0);
        byte[] pixels = Arrays.copyOfRange(webp, 12, webp.length);
        byte[] body = concat(concat(riffChunk("VP8X", header.array()), before), concat(pixels, after));
        ByteBuffer file = ByteBuffer.allocate(12 + body.length).order(ByteOrder.LITTLE_ENDIAN);
        return file.put(latin1("RIFF"))
                .putInt(4 + body.length)
                .put(latin1("WEBP"))
                .put(body)
                .array();
    }

    private static byte[] riffChunk(String name, byte[] body) {
        ByteBuffer chunk =
                ByteBuffer.allocate(8 + body.length + (body.length & 1)).order(ByteOrder.LITTLE_ENDIAN);
        return chunk.put(latin1(name)).putInt(body.length).put(body).array();
    }

    private static byte[] deflate(byte[] bytes) {
        Deflater deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }

    private static byte[] insert(byte[] content, int at, byte[] inserted) {
        return concat(concat(Arrays.copyOf(content, at), inserted), Arrays.copyOfRange(content, at, content.length));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
