package dev.darkroom.operator.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of a gallery's buckets and queues when its resource is deleted. */
public enum DeletionPolicy {
    /** Everything on AWS stays as it is. */
    @JsonProperty("Retain")
    RETAIN,
    /** What the operator made is removed; buckets only if they are empty. */
    @JsonProperty("Delete")
    DELETE
}
