/**
 * JPEG (ITU-T T.81, T.871) in pure Java: a decoder that reads at a fraction of the size, straight from the DCT
 * coefficients, and hands out rows of components; an encoder that takes planes; and an ImageIO reader on top. Start at
 * {@link dev.darkroom.image.jpeg.JpegDecoder}.
 */
package dev.darkroom.image.jpeg;
