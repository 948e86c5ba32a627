/**
 * Fits pictures into a box: detects the format, checks the declared size, decodes, resamples, converts to sRGB, turns
 * upright and encodes. Start at {@link dev.darkroom.image.Thumbnailer}. Pure Java on {@code javax.imageio}; knows nothing
 * of where pictures come from or go to.
 *
 * <p>A picture passes these seams, each replaceable alone:
 *
 * <ol>
 *   <li>{@link dev.darkroom.image.PictureReader} reads the header ({@link dev.darkroom.image.PictureHeader}), then decodes and
 *       fits the picture in its own colours ({@link dev.darkroom.image.Fitted}), row by row as it is decoded, so that hardly
 *       any reader has to hold the whole of it. Readers adapt the codecs in the packages below to this;
 *   <li>{@link dev.darkroom.image.ColorConversion} turns the few samples left into sRGB, with the embedded profile, unless they
 *       can stay the luma and chroma that a JPEG consists of;
 *   <li>{@link dev.darkroom.image.Orientation} turns the result upright;
 *   <li>{@link dev.darkroom.image.ThumbnailWriter} encodes it, without any metadata.
 * </ol>
 *
 * <p>Plug-ins of others, which read BMP and TIFF, get only the parts of a file that carry pixels, and only if its sizes are
 * within the limits. Whatever is thrown on damaged bytes all the same is mapped to
 * {@link dev.darkroom.image.ImageException} at one place, in {@code Thumbnailer}.
 */
package dev.darkroom.image;
