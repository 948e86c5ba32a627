/** What the codecs share: checked access to bytes, the ways in which reading fails, and lengths of Huffman codes. */
package dev.darkroom.image.codec;
