/**
 * The gallery's pages: what is in the index, how a visitor uploads, and the HTML of it.
 *
 * <p>Stateless: everything comes from S3 and the request, so any number of replicas serve the same gallery.
 */
package dev.darkroom.gallery;
