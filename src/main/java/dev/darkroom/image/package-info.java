/**
 * Fits pictures into a box: detects the format, checks the declared size, decodes, resamples, converts to sRGB, turns
 * upright and encodes. Start at {@link dev.darkroom.image.Thumbnailer}. Pure Java on {@code javax.imageio}; knows nothing
 * of where pictures come from or go to.
 *
 * <p>A picture passes these seams, each replaceable alone:
 *
 * <ol>
 *   <li>{@link dev.darkroom.image.PictureReader} reads the header ({@link dev.darkroom.image.PictureHeader}), then hands
 *       out rows of samples ({@link dev.darkroom.image.SampleRows}) in the picture's own colour space;
 *   <li>{@link dev.darkroom.image.Resampler} consumes those rows one by one, so that no reader has to hold the whole
 *       picture;
 *   <li>{@link dev.darkroom.image.ColorConversion} turns the few samples left into sRGB, with the embedded profile;
 *   <li>{@link dev.darkroom.image.Orientation} turns the result upright;
 *   <li>{@link dev.darkroom.image.ThumbnailWriter} encodes it, without any metadata.
 * </ol>
 *
 * <p>Readers take only the parts of a file that carry pixels: metadata blocks never reach the ImageIO plug-ins, which
 * stumble over them far more often than over pixels. Whatever a plug-in throws all the same is mapped to
 * {@link dev.darkroom.image.ImageException} at one place, in {@code Thumbnailer}.
 */
package dev.darkroom.image;
