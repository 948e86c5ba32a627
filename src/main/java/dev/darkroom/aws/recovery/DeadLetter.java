package dev.darkroom.aws.recovery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A message of the dead-letter queue.
 *
 * @param messageId id that SQS gave it
 * @param uploads the uploads that it reports; none if it is no S3 event
 * @param sentAt when it was sent: by S3 if SQS moved it here, by the worker that gave up if that put it here
 * @param firstReceivedAt when it was first received, by a worker or by somebody who looked
 * @param receives how often it was received, looks at the dead-letter queue included
 * @param reason why a worker put it here; empty if none did, though one may have earlier
 * @param movedBySqs whether SQS put it here because it had been received too often
 */
public record DeadLetter(
        String messageId,
        List<ReportedUpload> uploads,
        Instant sentAt,
        Instant firstReceivedAt,
        int receives,
        Optional<String> reason,
        boolean movedBySqs) {}
