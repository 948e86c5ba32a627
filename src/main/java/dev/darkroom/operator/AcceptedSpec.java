package dev.darkroom.operator;

import dev.darkroom.operator.api.Gallery;
import dev.darkroom.operator.api.GallerySpec;

/**
 * The spec that AWS last accepted, which is the one that may run.
 *
 * @param generation generation of the Gallery that had it
 * @param spec what it says
 * @param queueUrl URL of the queue of upload events
 */
record AcceptedSpec(long generation, GallerySpec spec, String queueUrl) {

    /** @return whether this is what the Gallery wants now */
    boolean isCurrent(Gallery gallery) {
        return generation == gallery.getMetadata().getGeneration();
    }

    /** @return the Gallery, as it would be with this spec */
    Gallery of(Gallery gallery) {
        Gallery accepted = new Gallery();
        accepted.setMetadata(gallery.getMetadata());
        accepted.setSpec(spec);
        accepted.setStatus(gallery.getStatus());
        return accepted;
    }
}
