package dev.darkroom.aws.provision;

import java.util.List;

/**
 * What was removed of a gallery's buckets and queues, and what was not.
 *
 * @param removed what is gone, in order, as lines for a person; empty when nothing was left to remove
 * @param kept what is still there
 */
public record DeprovisioningReport(List<String> removed, List<Kept> kept) {

    /** Keeps copies of the lists. */
    public DeprovisioningReport {
        removed = List.copyOf(removed);
        kept = List.copyOf(kept);
    }

    /**
     * Something that was left.
     *
     * @param resource such as {@code bucket photos-in}
     * @param why why it was left
     */
    public record Kept(String resource, String why) {}
}
