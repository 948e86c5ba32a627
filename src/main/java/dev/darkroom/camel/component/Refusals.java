package dev.darkroom.camel.component;

import dev.darkroom.camel.MemoryShortException;
import dev.darkroom.image.ImageException;

/** Tells what no attempt can mend from what another one may. */
final class Refusals {

    private Refusals() {}

    /**
     * @param refused why a picture could not be dealt with
     * @return what to throw if there was only no memory just now. Not caused by the other: Camel looks at causes as well when it chooses
     *     among answers to failures, and would take this for a refusal
     * @throws ImageException if it never can be
     */
    static MemoryShortException of(ImageException refused) throws ImageException {
        if (refused.fault().isPermanent()) {
            throw refused;
        }
        return new MemoryShortException(refused.getMessage(), refused.getCause());
    }
}
