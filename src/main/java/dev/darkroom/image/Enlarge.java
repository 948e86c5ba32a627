package dev.darkroom.image;

/** Whether pictures smaller than the box grow to fill it. */
public enum Enlarge {
    /** Small pictures are enlarged until they touch the box. */
    ALLOWED,
    /** Small pictures keep their size. */
    NEVER
}
