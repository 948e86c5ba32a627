package dev.darkroom.image.jpeg;

import java.awt.Dimension;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.imageio.IIOException;

/**
 * A file whose header was read.
 *
 * @param decoder decodes it
 * @param profile its ICC profile, where that is for red, green and blue, and sound
 */
record OpenJpeg(JpegDecoder decoder, Optional<EmbeddedProfile> profile) {
    /**
     * More pixels for each byte of the file than any picture has: a block of 64 takes a bit at the very least, and three
     * quarters of a file may be missing. Keeps short files from claiming much memory.
     */
    private static final long MAX_PIXELS_PER_BYTE = 64 * 8 * 4;

    /** @throws IOException if there is nothing to be read */
    static OpenJpeg open(byte[] content) throws IOException {
        JpegDecoder decoder = JpegDecoder.open(content);
        JpegHeader header = decoder.header();
        if ((long) header.width() * header.height() > MAX_PIXELS_PER_BYTE * content.length) {
            throw new IIOException("The file is too short for the picture that it declares.");
        }
        return new OpenJpeg(decoder, EmbeddedProfile.of(header));
    }

    JpegHeader header() {
        return decoder.header();
    }

    Dimension size() {
        return new Dimension(header().width(), header().height());
    }

    /** Whether the colours of a profile are lost, because it is damaged or of another kind than the picture. */
    boolean isProfileIgnored() {
        return header().profile().isPresent() && profile.isEmpty();
    }

    /**
     * Decodes the picture.
     *
     * @param size of the result in pixels
     * @param target takes its rows
     * @param stop asked now and then whether to give up
     * @return whether the file was complete and sound, as far as it was read
     * @throws IOException if nothing of it can be decoded
     */
    boolean decode(Dimension size, PixelRows target, BooleanSupplier stop) throws IOException {
        try {
            return size.equals(size())
                    ? decode(8, new FullSizePicture(decoder, target), stop)
                    : render(size, target, stop);
        } catch (StopDecoding enough) {
            return true;
        }
    }

    private boolean render(Dimension size, PixelRows target, BooleanSupplier stop) throws IOException {
        int scale = RenderedPicture.scale(header(), size);
        RenderedPicture picture = new RenderedPicture(decoder, scale, size);
        boolean sound = decode(scale, picture, stop);
        picture.copyTo(target);
        return sound;
    }

    private boolean decode(int scale, ComponentRows rows, BooleanSupplier stop) throws IOException {
        return decoder.decode(scale, JpegDecoder.Detail.ALL, (component, samples, offset) -> {
            if (stop.getAsBoolean()) {
                throw new StopDecoding();
            }
            rows.row(component, samples, offset);
        });
    }
}
