package dev.darkroom.image.fuzz;

/** A stretch of a file that its format treats as one thing: a chunk, a segment, a tag, a frame. */
record Part(int start, int end) {
    int length() {
        return end - start;
    }
}
