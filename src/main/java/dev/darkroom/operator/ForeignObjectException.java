package dev.darkroom.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** An object that a gallery needs has a name that somebody else's object has. */
final class ForeignObjectException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ForeignObjectException(HasMetadata object) {
        super(
                "A " + object.getKind() + " named " + object.getMetadata().getName()
                        + " exists already and does not belong to this Gallery: rename or delete it, or give the Gallery another name");
    }
}
