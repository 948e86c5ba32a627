package dev.darkroom.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;

/** The commands that there are. A new one is a class with {@code @Command}, added to {@link #of}. */
@Command(
        name = "java -jar quarkus-run.jar",
        header = "Photos uploaded to S3 become thumbnails and a gallery.",
        description = {
            "",
            "Without a command, runs the roles of darkroom.roles.",
            "Settings are given as -Ddarkroom.x=y before -jar, or as DARKROOM_X=y in the environment.",
            ""
        },
        subcommands = HelpCommand.class,
        commandListHeading = "%nCommands:%n",
        footer = {"", "Exit code: 0 success, 1 failure, 2 wrong usage."})
final class Commands {

    @Mixin
    private HelpOption help;

    private Commands() {}

    /**
     * @param settings what the commands work on
     * @return the command line that runs them; it prints to the standard streams unless it is told otherwise
     */
    static CommandLine of(Settings settings) {
        return new CommandLine(new Commands())
                .addSubcommand(new CheckRoutesCommand(settings))
                .addSubcommand(new FailuresCommand(settings))
                .addSubcommand(new ProvisionCommand(settings))
                .addSubcommand(new RedriveCommand(settings))
                .addSubcommand(new ReindexCommand(settings))
                .setExecutionExceptionHandler(new OneLineErrors());
    }
}
