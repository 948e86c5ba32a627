package dev.darkroom.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.aws.provision.GalleryInfrastructure;
import dev.darkroom.aws.recovery.DeadLetter;
import dev.darkroom.aws.recovery.RejectedUpload;
import dev.darkroom.aws.recovery.ReportedUpload;
import dev.darkroom.index.PrintableText;
import dev.darkroom.index.RejectionReason;
import java.io.PrintWriter;
import java.util.List;

/** What {@code failures} prints. */
record FailuresReport(
        String deadLetterQueue, List<DeadLetter> deadLetters, String uploadBucket, List<RejectedUpload> rejected)
        implements Output.Report {

    /** Workers give their reason before it comes to this, unless they cannot. */
    private static final String GAVE_UP = "gave up after " + GalleryInfrastructure.MAX_RECEIVES
            + " receives; no worker said why, so they were killed or could not reach SQS";

    @Override
    public void print(PrintWriter out) {
        if (deadLetters.isEmpty() && rejected.isEmpty()) {
            out.println("Nothing has failed.");
        }
        if (!deadLetters.isEmpty()) {
            out.printf(
                    "In the dead-letter queue %s: %s. The command redrive has them tried again.%n",
                    deadLetterQueue, count(deadLetters.size(), "message"));
            deadLetters.forEach(letter -> print(letter, out));
        }
        if (!deadLetters.isEmpty() && !rejected.isEmpty()) {
            out.println();
        }
        if (!rejected.isEmpty()) {
            out.printf("Rejected in the bucket %s: %s.%n", uploadBucket, count(rejected.size(), "upload"));
            rejected.forEach(upload -> print(upload, out));
        }
    }

    private static void print(DeadLetter letter, PrintWriter out) {
        out.println();
        if (letter.uploads().isEmpty()) {
            out.println("  (no upload event)");
        }
        for (ReportedUpload upload : letter.uploads()) {
            out.println("  " + PrintableText.of(upload.bucket() + "/" + upload.key()));
        }
        out.println("    " + PrintableText.of(reason(letter)));
        out.println("    message " + PrintableText.of(letter.messageId()) + ", " + history(letter));
    }

    /** Of what a worker put here, SQS knows no more than when; receives would only count who looked. */
    private static String history(DeadLetter letter) {
        if (letter.movedBySqs()) {
            return "sent " + letter.sentAt() + ", first received " + letter.firstReceivedAt() + ", received "
                    + count(letter.receives(), "time");
        }
        return (letter.reason().isPresent() ? "put aside " : "sent ") + letter.sentAt();
    }

    private static void print(RejectedUpload upload, PrintWriter out) {
        out.println();
        out.println("  " + PrintableText.of(upload.key()));
        out.println("    " + PrintableText.of(upload.code()) + ": " + RejectionReason.sentence(upload.code()));
        out.printf("    %s, uploaded %s%n", count(upload.size(), "byte"), upload.lastModified());
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String reason(DeadLetter letter) {
        return letter.reason().orElseGet(() -> letter.movedBySqs() ? GAVE_UP : "unknown: no worker put it here");
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("deadLetterQueue", deadLetterQueue);
        ArrayNode messages = json.putArray("deadLetters");
        deadLetters.forEach(letter -> add(letter, messages.addObject()));
        json.put("uploadBucket", uploadBucket);
        ArrayNode uploads = json.putArray("rejected");
        for (RejectedUpload upload : rejected) {
            uploads.addObject()
                    .put("key", upload.key())
                    .put("code", upload.code())
                    .put("reason", RejectionReason.sentence(upload.code()))
                    .put("size", upload.size())
                    .put("lastModified", upload.lastModified().toString());
        }
        return json;
    }

    private static void add(DeadLetter letter, ObjectNode json) {
        json.put("messageId", letter.messageId());
        ArrayNode uploads = json.putArray("uploads");
        for (ReportedUpload upload : letter.uploads()) {
            ObjectNode reported =
                    uploads.addObject().put("bucket", upload.bucket()).put("key", upload.key());
            upload.uploadedAt().ifPresent(time -> reported.put("uploadedAt", time.toString()));
        }
        json.put("reason", reason(letter))
                .put("movedBySqs", letter.movedBySqs())
                .put("sentAt", letter.sentAt().toString())
                .put("firstReceivedAt", letter.firstReceivedAt().toString())
                .put("receives", letter.receives());
    }
}
