package dev.darkroom.image.fuzz;

import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import org.w3c.dom.NodeList;

/** JPEG files of every kind: sampling, components, progressive, restart markers, separate scans, Exif, Adobe. */
final class JpegSeeds {
    private static final String FORMAT = "javax_imageio_jpeg_image_1.0";
    private static final int WIDTH = 45;
    private static final int HEIGHT = 27;

    private JpegSeeds() {}

    static List<byte[]> all() {
        List<byte[]> files = new ArrayList<>();
        int[][] samplings = {{1, 1}, {2, 1}, {2, 2}, {4, 1}, {1, 2}, {4, 2}};
        for (int[] sampling : samplings) {
            files.add(color(sampling[0], sampling[1], 0, false));
            files.add(color(sampling[0], sampling[1], 0, true));
        }
        files.add(color(2, 2, 1, false));
        files.add(color(1, 1, 3, true));
        byte[] grey = Writers.write(
                Writers.of("jpeg"),
                new IIOImage(Writers.picture(BufferedImage.TYPE_BYTE_GRAY, WIDTH, HEIGHT), null, null),
                null);
        files.add(grey);
        files.add(raw(4, -1));
        files.add(raw(4, 0));
        files.add(raw(4, 2));
        files.add(raw(3, 0));
        files.add(withSegment(grey, 0xe1, exif(6)));
        for (String name : List.of(
                "jpeg-progressive.jpg",
                "jpeg-cmyk.jpg",
                "jpeg-4-1-1.jpg",
                "fuzz/jpeg-separate-scans.jpg",
                "fuzz/jpeg-arithmetic.jpg",
                "fuzz/jpeg-progressive-restarts.jpg")) {
            files.add(Writers.resource(name));
        }
        return files;
    }

    /** @param restart macroblocks between restart markers, 0 for none */
    private static byte[] color(int horizontal, int vertical, int restart, boolean progressive) {
        ImageWriter writer = Writers.of("jpeg");
        ImageWriteParam param = writer.getDefaultWriteParam();
        if (progressive) {
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        }
        BufferedImage image = Writers.picture(BufferedImage.TYPE_3BYTE_BGR, WIDTH, HEIGHT);
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), param);
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(FORMAT);
        NodeList components = root.getElementsByTagName("componentSpec");
        IIOMetadataNode luma = (IIOMetadataNode) components.item(0);
        luma.setAttribute("HsamplingFactor", Integer.toString(horizontal));
        luma.setAttribute("VsamplingFactor", Integer.toString(vertical));
        if (restart > 0) {
            IIOMetadataNode interval = new IIOMetadataNode("dri");
            interval.setAttribute("interval", Integer.toString(restart));
            root.getElementsByTagName("markerSequence").item(0).appendChild(interval);
        }
        try {
            metadata.setFromTree(FORMAT, root);
        } catch (IIOInvalidTreeException e) {
            throw new IllegalStateException(e);
        }
        return Writers.write(writer, new IIOImage(image, null, metadata), param);
    }

    /** @param transform of Adobe's marker; -1 to have none */
    private static byte[] raw(int components, int transform) {
        WritableRaster raster =
                Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, WIDTH, HEIGHT, components, new Point());
        Random random = new Random(components);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = WIDTH / 2; x < WIDTH; x++) {
                raster.setSample(x, y, random.nextInt(components), random.nextInt(256));
            }
        }
        byte[] jpeg = Writers.write(Writers.of("jpeg"), new IIOImage(raster, null, null), null);
        if (transform < 0) {
            return jpeg;
        }
        ByteBuffer adobe = ByteBuffer.allocate(12).put("Adobe".getBytes(StandardCharsets.US_ASCII));
        return withSegment(
                jpeg, 0xee, adobe.put(6, (byte) 100).put(11, (byte) transform).array());
    }

    private static byte[] exif(int orientation) {
        ByteBuffer exif = ByteBuffer.allocate(32).put("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII));
        exif.putInt(8).putShort((short) 1);
        exif.putShort((short) 274).putShort((short) 3).putInt(1).putShort((short) orientation);
        return exif.array();
    }

    private static byte[] withSegment(byte[] jpeg, int marker, byte[] body) {
        ByteBuffer file = ByteBuffer.allocate(jpeg.length + body.length + 4).put(jpeg, 0, 2);
        file.put((byte) 0xff)
                .put((byte) marker)
                .putShort((short) (body.length + 2))
                .put(body);
        return file.put(jpeg, 2, jpeg.length - 2).array();
    }
}
