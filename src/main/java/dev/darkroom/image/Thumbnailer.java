package dev.darkroom.image;

import dev.darkroom.image.codec.LimitExceededException;
import dev.darkroom.image.codec.UnsupportedImageException;
import dev.darkroom.image.raster.Plane;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes thumbnails: fits a picture into a box, upright, in sRGB, without metadata. Reads JPEG, PNG, GIF, BMP, TIFF and
 * WebP. Thread-safe; keeps nothing of a picture between calls.
 *
 * <p><b>Heap.</b> A call needs, beside the file, for a box of 400 x 400: some 12 to 24 MB for JPEG, PNG and WebP, whatever the size of
 * the picture, since their rows are fitted as they are decoded, and up to 20 MB more for progressive JPEGs; for BMP and TIFF, which
 * are decoded whole, up to half as much again as {@link Limits#maxDecodedBytes()}; for animated GIFs 8 bytes for each pixel of the
 * screen. Pictures that would take more are read at a lower resolution, or refused. Calls at the same time add up. DESIGN.md has
 * the table.
 */
public final class Thumbnailer {
    private final Limits limits;

    /** A thumbnailer that refuses pictures beyond these limits. */
    public Thumbnailer(Limits limits) {
        this.limits = Objects.requireNonNull(limits, "limits");
    }

    /**
     * Fits a picture into a box. JPEG, PNG and animated GIF keep their format; a still GIF becomes PNG where its colours
     * need it; the others become JPEG, or PNG where they are transparent.
     *
     * @param image the file; not changed
     * @param options the box and how to fill it
     * @return the thumbnail
     * @throws ImageException if none can be made, whatever the bytes are; its code tells why
     */
    public Thumbnail fit(byte[] image, FitOptions options) throws ImageException {
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(options, "options");
        if (image.length == 0) {
            throw new ImageException(ImageFault.EMPTY, "The file is empty.");
        }
        ImageFormat format = ImageFormat.detect(image)
                .orElseThrow(() -> new ImageException(
                        ImageFault.NOT_AN_IMAGE, "This is not a JPEG, PNG, GIF, BMP, TIFF or WebP picture."));
        return guarded(format, image, options);
    }

    /**
     * The one place where whatever a decoder throws on damaged bytes becomes an {@link ImageException}: plug-ins are known
     * to throw unchecked exceptions of every kind, and to recurse. Running out of memory is mapped as well: all that is
     * lost is local to this call, and the caller gets to know that a retry may help.
     */
    private Thumbnail guarded(ImageFormat format, byte[] image, FitOptions options) throws ImageException {
        try {
            return fit(PictureFormats.open(format, image, limits), options);
        } catch (UnsupportedImageException unsupported) {
            throw new ImageException(ImageFault.UNSUPPORTED, unsupported.getMessage(), unsupported);
        } catch (LimitExceededException tooMuch) {
            throw new ImageException(ImageFault.TOO_MANY_PIXELS, tooMuch.getMessage(), tooMuch);
        } catch (IOException | RuntimeException | StackOverflowError damaged) {
            throw new ImageException(
                    ImageFault.CORRUPT, "The " + format + " file is damaged and cannot be shown.", damaged);
        } catch (OutOfMemoryError exhausted) {
            throw new ImageException(
                    ImageFault.OUT_OF_MEMORY, "There was not enough memory for this picture just now.", exhausted);
        }
    }

    private Thumbnail fit(PictureReader reader, FitOptions options) throws ImageException, IOException {
        PictureHeader header = reader.header();
        Set<Note> notes = EnumSet.noneOf(Note.class);
        Size box = new Size(options.width(), options.height());
        Size target =
                header.size().fitWithin(header.orientation().transposes() ? box.transposed() : box, options.enlarge());
        requireSmall(target);
        ReadRequest request = ReadRequest.of(header, target, limits, chroma(options), notes::add);
        Encoded encoded = options.format().isEmpty() && reader instanceof GifReader gif && gif.canPlay(target)
                ? new Encoded(GifAnimation.fit(gif, request), ImageFormat.GIF, target)
                : encode(header, reader.fit(request), options, notes::add);
        Thumbnail.Source source = new Thumbnail.Source(
                header.format(), header.size().width(), header.size().height(), header.frames());
        return new Thumbnail(
                encoded.content, encoded.format, encoded.size.width(), encoded.size.height(), source, notes);
    }

    private void requireSmall(Size target) throws LimitExceededException {
        if (target.pixels() > limits.maxOutputPixels()) {
            throw new LimitExceededException("The thumbnail would be " + target.width() + " x " + target.height()
                    + " pixels; at most " + limits.maxOutputPixels() + " pixels are allowed.");
        }
    }

    private static ReadRequest.Chroma chroma(FitOptions options) {
        return options.format().filter(ImageFormat.PNG::equals).isPresent()
                ? ReadRequest.Chroma.FULL
                : ReadRequest.Chroma.AS_JPEG;
    }

    private static Encoded encode(PictureHeader header, Fitted fitted, FitOptions options, Consumer<Note> notes)
            throws IOException {
        boolean planesSuit = options.format().orElse(ImageFormat.JPEG) == ImageFormat.JPEG;
        if (planesSuit && fitted.planes().isPresent()) {
            return encodePlanes(header, fitted.planes().get(), options.jpegQuality());
        }
        return encode(header, fitted.toSrgb(header.profile(), notes), options);
    }

    /** From a JPEG's components to a JPEG's components, without a detour through RGB. */
    private static Encoded encodePlanes(PictureHeader header, List<Plane> planes, int quality) {
        List<Plane> upright = planes.stream().map(header.orientation()::apply).toList();
        byte[] content = ThumbnailWriter.jpeg(upright, quality);
        Plane first = upright.get(0);
        return new Encoded(content, ImageFormat.JPEG, new Size(first.width(), first.height()));
    }

    private static Encoded encode(PictureHeader header, FinishedPicture picture, FitOptions options) {
        if (options.format().isEmpty() && header.format() == ImageFormat.GIF && isFaithfulAsGif(picture)) {
            GifWriter writer = new GifWriter(picture.size(), OptionalInt.empty());
            writer.add(picture.toBilevelArgb(), 0);
            return new Encoded(writer.finish(), ImageFormat.GIF, picture.size());
        }
        ImageFormat format = options.format().orElseGet(() -> suitable(header, picture));
        FinishedPicture shown = format == ImageFormat.JPEG ? picture.onWhite() : picture;
        FinishedPicture upright = shown.upright(header.orientation());
        byte[] content = format == ImageFormat.JPEG
                ? ThumbnailWriter.jpeg(upright, options.jpegQuality())
                : ThumbnailWriter.png(upright);
        return new Encoded(content, format, upright.size());
    }

    private static ImageFormat suitable(PictureHeader header, FinishedPicture picture) {
        boolean lossless =
                header.format() == ImageFormat.PNG || header.format() == ImageFormat.GIF || !picture.isOpaque();
        return lossless ? ImageFormat.PNG : ImageFormat.JPEG;
    }

    private static boolean isFaithfulAsGif(FinishedPicture picture) {
        return picture.isBilevelInAlpha()
                && Palette.exact(picture.toBilevelArgb()).isPresent();
    }

    private record Encoded(byte[] content, ImageFormat format, Size size) {}
}
