/**
 * What all parts of Darkroom agree on: the gallery index, which is one empty object per thumbnail, named so that S3's own order of
 * keys is "newest first"; what thumbnails say of themselves; and the names and words for uploads that failed.
 */
package dev.darkroom.index;
