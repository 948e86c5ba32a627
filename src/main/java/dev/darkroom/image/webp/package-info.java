/**
 * WebP (RFC 9649, RFC 6386) in pure Java: a decoder of lossy and lossless pictures that hands out rows as it goes, and an ImageIO
 * reader on top. Start at {@link dev.darkroom.image.webp.WebpDecoder}.
 */
package dev.darkroom.image.webp;
