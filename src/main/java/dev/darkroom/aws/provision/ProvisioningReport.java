package dev.darkroom.aws.provision;

import java.util.List;

/**
 * What a run of provisioning found and did.
 *
 * @param queueUrl URL of the upload queue
 * @param deadLetterQueueUrl URL of its dead-letter queue
 * @param changes what was changed, in order; empty when everything was right already
 */
public record ProvisioningReport(String queueUrl, String deadLetterQueueUrl, List<Change> changes) {

    /** Keeps a copy of the list. */
    public ProvisioningReport {
        changes = List.copyOf(changes);
    }
}
