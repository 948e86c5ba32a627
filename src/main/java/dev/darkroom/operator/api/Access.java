package dev.darkroom.operator.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who may upload. */
public enum Access {
    /** Whoever holds a form that the gallery signed. */
    @JsonProperty("signed")
    SIGNED,
    /** Anyone. */
    @JsonProperty("anonymous")
    ANONYMOUS
}
