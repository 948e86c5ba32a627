/**
 * Makes the gallery index of a bucket hold exactly the entries of its thumbnails, for buckets that are older than their index, and
 * as a repair. Start at {@link dev.darkroom.aws.reindex.Reindex}. Nothing here prints.
 */
package dev.darkroom.aws.reindex;
