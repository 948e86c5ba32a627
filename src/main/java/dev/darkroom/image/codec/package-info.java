/** What the readers of all file formats share: checked access to bytes, and the ways in which reading fails. */
package dev.darkroom.image.codec;
