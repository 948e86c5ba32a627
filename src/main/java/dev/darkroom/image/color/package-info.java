/**
 * Colours: ICC profiles (ICC.1:2010) and gamma to sRGB, YCbCr and ink to RGB. Pure Java: bytes of strangers never reach
 * native colour management. Start at {@link dev.darkroom.image.color.ColorTransform}.
 */
package dev.darkroom.image.color;
