package dev.darkroom.command;

import dev.darkroom.aws.AwsClients;
import dev.darkroom.aws.reindex.Reindex;
import dev.darkroom.aws.reindex.ReindexReport;
import dev.darkroom.aws.reindex.SizeReader;
import dev.darkroom.image.Limits;
import dev.darkroom.image.PictureSize;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.s3.S3Client;

/** Builds or repairs the gallery index. */
@Command(
        name = "reindex",
        description = {
            "Builds or repairs the gallery index: afterwards it lists every thumbnail once, and nothing else.",
            "May run while the resizer is at work, be stopped at any time, and be run again.",
            "Objects that cannot be listed are skipped and reported, which is no failure of the command: it exits with 0."
        })
final class ReindexCommand implements Runnable, AwsCommand {

    @Mixin
    private HelpOption help;

    @Mixin
    private Output output;

    @Spec
    private CommandSpec command;

    @Option(names = "--dry-run", description = "Changes nothing; tells what would be changed.")
    private boolean dryRun;

    @Option(
            names = "--from",
            paramLabel = "KEY",
            converter = EncodedKey.Converter.class,
            description = "Goes on behind this key, percent-encoded, which a run before has named.")
    private Optional<EncodedKey> from;

    private final Settings settings;

    ReindexCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void run() {
        String bucket = settings.resizedBucket();
        ReindexProgress progress = new ReindexProgress(command.commandLine().getErr(), Clock.systemUTC());
        try (S3Client s3 = AwsClients.s3(settings.aws())) {
            Reindex.Mode mode = dryRun ? Reindex.Mode.DRY_RUN : Reindex.Mode.REPAIR;
            ReindexReport report = new Reindex(s3, bucket, sizes(), mode, progress::at).run(from.map(EncodedKey::key));
            progress.done();
            output.print(new ReindexAnswer(bucket, dryRun, report));
        } finally {
            progress.stopped();
        }
    }

    private static SizeReader sizes() {
        Limits limits = Limits.defaults();
        return beginning ->
                PictureSize.of(beginning, limits).map(size -> new SizeReader.Size(size.width(), size.height()));
    }

    @Override
    public String rights() {
        return "s3:ListBucket, s3:GetObject, s3:PutObject and s3:DeleteObject on the resized bucket";
    }
}
