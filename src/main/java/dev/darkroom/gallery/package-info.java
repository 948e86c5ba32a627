/**
 * The gallery's side of HTTP: what is in the index, how a visitor uploads, what has become of an upload; in HTML for people,
 * in JSON for programs.
 *
 * <p>Stateless: everything comes from S3 and the request, so any number of replicas serve the same gallery.
 */
package dev.darkroom.gallery;
