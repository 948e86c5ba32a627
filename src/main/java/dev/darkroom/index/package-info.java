/**
 * The gallery index: one empty object per thumbnail, named so that S3's own order of keys is "newest first".
 *
 * <p>The resizer writes it and the gallery lists it; this package is all that the two share.
 */
package dev.darkroom.index;
