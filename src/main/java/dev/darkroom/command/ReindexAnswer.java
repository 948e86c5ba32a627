package dev.darkroom.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.aws.reindex.ReindexReport;
import dev.darkroom.aws.reindex.SkippedPicture;
import dev.darkroom.index.PrintableText;
import java.io.PrintWriter;

/** What {@code reindex} prints. */
record ReindexAnswer(String bucket, boolean dryRun, ReindexReport report) implements Output.Report {

    @Override
    public void print(PrintWriter out) {
        out.printf("Pictures in the bucket %s: %d.%n", bucket, report.pictures());
        out.printf(
                dryRun
                        ? "Index entries: %d right, %d to be written, %d to be removed. Nothing was changed.%n"
                        : "Index entries: %d right, %d written, %d removed.%n",
                report.right(),
                report.written(),
                report.removed());
        if (report.passedOver() > 0) {
            out.printf("Passed over because of --from: %d.%n", report.passedOver());
        }
        if (report.skipped() > 0) {
            out.printf("Skipped: %d.%n", report.skipped());
            report.skippedPictures()
                    .forEach(picture -> out.println("  " + PrintableText.of(picture.key() + ": " + picture.reason())));
        }
        if (report.skipped() > report.skippedPictures().size()) {
            out.println(
                    "  ... and " + (report.skipped() - report.skippedPictures().size()) + " more");
        }
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("bucket", bucket)
                .put("dryRun", dryRun)
                .put("pictures", report.pictures())
                .put("passedOver", report.passedOver())
                .put("right", report.right())
                .put("written", report.written())
                .put("removed", report.removed())
                .put("skipped", report.skipped());
        ArrayNode skipped = json.putArray("skippedPictures");
        for (SkippedPicture picture : report.skippedPictures()) {
            skipped.addObject().put("key", picture.key()).put("reason", picture.reason());
        }
        return json;
    }
}
