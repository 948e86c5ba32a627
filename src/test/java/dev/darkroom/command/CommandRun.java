package dev.darkroom.command;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/**
 * A command that was run in this process, without any settings.
 *
 * @param exitCode what it returned
 * @param out the lines that it printed
 */
public record CommandRun(int exitCode, List<String> out) {

    /** @param arguments the command, and what it is told */
    public static CommandRun of(String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine commands = Commands.of(new Settings(() -> new SmallRyeConfigBuilder().build()));
        commands.setOut(new PrintWriter(out, true));
        int exitCode = commands.execute(arguments);
        return new CommandRun(exitCode, out.toString().lines().toList());
    }
}
