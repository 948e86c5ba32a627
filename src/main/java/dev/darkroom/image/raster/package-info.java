/** Samples in rows and planes, and the filters that change their resolution. Knows no file format. */
package dev.darkroom.image.raster;
