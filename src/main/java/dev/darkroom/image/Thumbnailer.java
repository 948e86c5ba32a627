package dev.darkroom.image;

import dev.darkroom.image.codec.LimitExceededException;
import dev.darkroom.image.codec.UnsupportedImageException;
import dev.darkroom.image.raster.Plane;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes thumbnails: fits a picture into a box, upright, in sRGB, without metadata. Reads JPEG, PNG, GIF, BMP, TIFF and
 * WebP. Thread-safe; keeps nothing of a picture between calls.
 *
 * <p><b>Heap.</b> A call needs, beside the file, for a box of 400 x 400: some 6 to 15 MB for most JPEG, PNG and WebP, whatever the size
 * of the picture, since their rows are fitted as they are decoded; for what has to be held whole, such as BMP and TIFF, up to {@link
 * Limits#maxDecodedBytes()} more. Pictures that would take more are read at a lower resolution, or refused. Calls at the same time add
 * up: {@link #heapNeeded} tells before. DESIGN.md has the table.
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
        Objects.requireNonNull(options, "options");
        return guarded(image, reader -> fit(reader, options));
    }

    /**
     * Tells what a picture is, from its header alone.
     *
     * @param image the file; not changed
     * @throws ImageException if {@link #fit} would refuse it for what it is or says of itself; its code tells why
     */
    public PictureInfo describe(byte[] image) throws ImageException {
        return guarded(image, reader -> PictureInfo.of(reader.header()));
    }

    /**
     * How much heap {@link #fit} takes at most for this very picture, beside the file, in bytes: what a program should have to spare
     * before it calls. Looks at the header only, which takes microseconds and some memory if the file embeds a large profile.
     * Never fails: what cannot be read, or is refused, does not take much.
     *
     * @param image the file; not changed
     * @param options as for {@link #fit}
     */
    public long heapNeeded(byte[] image, FitOptions options) {
        try {
            Optional<ImageFormat> format = ImageFormat.detect(image);
            return format.isEmpty()
                    ? HeapEstimate.FIXED
                    : heapNeeded(PictureFormats.open(format.get(), image, limits), options);
        } catch (ImageException | IOException | RuntimeException | StackOverflowError refused) {
            // The call that follows fails at the same place, and tells why.
            return HeapEstimate.FIXED;
        }
    }

    /**
     * How much heap {@link #fit} takes at most for any picture within the limits, beside the file, in bytes. Ordinary pictures take
     * a tenth of it.
     *
     * @param options as for {@link #fit}
     */
    public long mostHeapNeeded(FitOptions options) {
        return HeapEstimate.most(limits, options);
    }

    private long heapNeeded(PictureReader reader, FitOptions options) {
        PictureHeader header = reader.header();
        Size target = target(header, options);
        if (target.pixels() > limits.maxOutputPixels()) {
            return HeapEstimate.FIXED;
        }
        ReadRequest request = ReadRequest.of(header, target, limits, chroma(options), note -> {}, new Stopwatch());
        return HeapEstimate.FIXED
                + HeapEstimate.profile(header)
                + reader.workingBytes(request)
                + HeapEstimate.finishing(target);
    }

    private static Size target(PictureHeader header, FitOptions options) {
        Size box = new Size(options.width(), options.height());
        return header.size().fitWithin(header.orientation().transposes() ? box.transposed() : box, options.enlarge());
    }

    /**
     * The one place where whatever a decoder throws on damaged bytes becomes an {@link ImageException}: plug-ins are known
     * to throw unchecked exceptions of every kind, and to recurse. Running out of memory is mapped as well: all that is
     * lost is local to this call, and the caller gets to know that a retry may help.
     */
    private <T> T guarded(byte[] image, Work<T> work) throws ImageException {
        ImageFormat format = format(image);
        try {
            return work.on(PictureFormats.open(format, image, limits));
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

    private static ImageFormat format(byte[] image) throws ImageException {
        if (image.length == 0) {
            throw new ImageException(ImageFault.EMPTY, "The file is empty.");
        }
        return ImageFormat.detect(image)
                .orElseThrow(() -> new ImageException(
                        ImageFault.NOT_AN_IMAGE, "This is not a JPEG, PNG, GIF, BMP, TIFF or WebP picture."));
    }

    private Thumbnail fit(PictureReader reader, FitOptions options) throws ImageException, IOException {
        Stopwatch stopwatch = new Stopwatch();
        PictureHeader header = reader.header();
        Set<Note> notes = EnumSet.noneOf(Note.class);
        Size target = target(header, options);
        requireSmall(target);
        ReadRequest request = ReadRequest.of(header, target, limits, chroma(options), notes::add, stopwatch);
        Optional<Encoded> animation =
                options.format().isEmpty() && reader instanceof GifReader gif && gif.canPlay(target)
                        ? GifAnimation.fit(gif, request, limits.maxAnimationBytes())
                                .map(content -> new Encoded(content, ImageFormat.GIF, target))
                        : Optional.empty();
        Optional<Fitted> still = animation.isPresent() ? Optional.empty() : Optional.of(reader.fit(request));
        stopwatch.fitted();
        Encoded encoded =
                still.isPresent() ? encode(header, still.get(), options, notes::add) : animation.orElseThrow();
        Thumbnail.Source source = new Thumbnail.Source(
                header.format(), header.size().width(), header.size().height(), header.frames());
        return new Thumbnail(
                encoded.content,
                encoded.format,
                encoded.size.width(),
                encoded.size.height(),
                source,
                notes,
                stopwatch.stop());
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

    /** What is done with a picture that is open. */
    private interface Work<T> {
        T on(PictureReader reader) throws ImageException, IOException;
    }

    private record Encoded(byte[] content, ImageFormat format, Size size) {}
}
