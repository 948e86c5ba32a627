package dev.darkroom.camel;

import java.util.Locale;

/** What the time of an upload is spent on, in the order in which it happens. */
enum Phase {
    /** Its message waits in the queue. */
    QUEUED,
    /** The original is fetched from S3. */
    GET,
    /** There is no room for it in the heap yet. */
    MEMORY,
    /** The original is unpacked. */
    DECODE,
    /** It is brought to the size of the thumbnail. */
    RESAMPLE,
    /** The thumbnail is packed. */
    ENCODE,
    /** The thumbnail and its entry in the gallery index are stored. */
    PUT,
    /** The original is deleted. */
    DELETE;

    /** @return the name in metrics */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
