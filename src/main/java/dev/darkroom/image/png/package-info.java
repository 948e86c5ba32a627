/** PNG (W3C, third edition) in pure Java: a streaming decoder, an encoder, and an ImageIO reader on top. */
package dev.darkroom.image.png;
