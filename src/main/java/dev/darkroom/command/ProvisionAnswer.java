package dev.darkroom.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.aws.provision.Change;
import dev.darkroom.aws.provision.GalleryInfrastructure;
import dev.darkroom.aws.provision.ProvisioningReport;
import dev.darkroom.index.PrintableText;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code provision} prints.
 *
 * @param report of what was made; empty for a dry run
 */
record ProvisionAnswer(GalleryInfrastructure gallery, List<Change> changes, Optional<ProvisioningReport> report)
        implements Output.Report {

    static ProvisionAnswer planned(GalleryInfrastructure gallery, List<Change> changes) {
        return new ProvisionAnswer(gallery, changes, Optional.empty());
    }

    static ProvisionAnswer made(GalleryInfrastructure gallery, ProvisioningReport report) {
        return new ProvisionAnswer(gallery, report.changes(), Optional.of(report));
    }

    @Override
    public void print(PrintWriter out) {
        changes.forEach(change -> out.println(PrintableText.of(change.description())));
        if (changes.isEmpty()) {
            out.println("Nothing to change.");
        } else if (report.isEmpty()) {
            out.println("Nothing was changed.");
        }
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("uploadBucket", gallery.uploadBucket())
                .put("resizedBucket", gallery.resizedBucket())
                .put("queue", gallery.queue())
                .put("deadLetterQueue", gallery.deadLetterQueue())
                .put("dryRun", report.isEmpty());
        report.ifPresent(
                made -> json.put("queueUrl", made.queueUrl()).put("deadLetterQueueUrl", made.deadLetterQueueUrl()));
        ArrayNode list = json.putArray("changes");
        for (Change change : changes) {
            list.addObject()
                    .put("kind", change.kind().name().toLowerCase(Locale.ROOT))
                    .put("resource", change.resource())
                    .put("description", change.description());
        }
        return json;
    }
}
