package dev.darkroom.image.fuzz;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** TIFF files of each compression, in strips and tiles, of bits, bytes, shorts, floats, palettes, inks and Lab. */
final class TiffSeeds {
    private static final int WIDTH = 37;
    private static final int HEIGHT = 21;
    private static final int TILE = 16;

    private TiffSeeds() {}

    static List<byte[]> all() {
        List<byte[]> files = new ArrayList<>();
        BufferedImage rgb = Writers.picture(BufferedImage.TYPE_3BYTE_BGR, WIDTH, HEIGHT);
        BufferedImage bilevel = Writers.picture(BufferedImage.TYPE_BYTE_BINARY, WIDTH, HEIGHT);
        for (String compression : List.of("", "LZW", "JPEG", "ZLib", "PackBits", "Deflate")) {
            files.add(tiff(rgb, compression, false));
            files.add(tiff(rgb, compression, true));
        }
        for (String compression : List.of("", "CCITT RLE", "CCITT T.4", "CCITT T.6", "PackBits")) {
            files.add(tiff(bilevel, compression, false));
        }
        for (int type : new int[] {
            BufferedImage.TYPE_BYTE_GRAY,
            BufferedImage.TYPE_BYTE_INDEXED,
            BufferedImage.TYPE_USHORT_GRAY,
            BufferedImage.TYPE_4BYTE_ABGR
        }) {
            files.add(tiff(Writers.picture(type, WIDTH, HEIGHT), "", false));
            files.add(tiff(Writers.picture(type, WIDTH, HEIGHT), "LZW", true));
        }
        files.add(tiff(rgb16(), "LZW", false));
        for (String name : List.of(
                "tiff-jpeg-ycbcr.tif",
                "tiff-two-pages.tif",
                "tiff-cmyk-lzw.tif",
                "tiff-16-bit-big-endian.tif",
                "tiff-fax-group-4.tif",
                "tiff-float.tif",
                "tiff-lab.tif",
                "tiff-planar.tif",
                "tiff-big.tif",
                "tiff-tiled.tif")) {
            files.add(Writers.resource(name));
        }
        return files;
    }

    /** @param compression empty for none */
    private static byte[] tiff(BufferedImage image, String compression, boolean tiled) {
        ImageWriter writer = Writers.of("tiff");
        ImageWriteParam param = writer.getDefaultWriteParam();
        if (!compression.isEmpty()) {
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionType(compression);
        }
        if (tiled) {
            param.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
            param.setTiling(TILE, TILE, 0, 0);
        }
        return Writers.write(writer, new IIOImage(image, null, null), param);
    }

    private static BufferedImage rgb16() {
        ColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, Transparency.OPAQUE, DataBuffer.TYPE_USHORT);
        BufferedImage image =
                new BufferedImage(model, model.createCompatibleWritableRaster(WIDTH, HEIGHT), false, null);
        Random random = new Random(16);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = WIDTH / 2; x < WIDTH; x++) {
                image.getRaster().setSample(x, y, random.nextInt(3), random.nextInt(1 << 16));
            }
        }
        return image;
    }
}
