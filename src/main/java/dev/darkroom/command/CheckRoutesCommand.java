package dev.darkroom.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.check.Finding;
import dev.darkroom.check.Libraries;
import dev.darkroom.check.RouteCheck;
import dev.darkroom.check.ShippedRoutes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds mistakes in route files before they run. */
@Command(
        name = "check-routes",
        description = {
            "Finds mistakes in the route files of a directory, as they would run in this app: beside its own routes, and instead of"
                    + " those that have the same file names.",
            "Prints a line for each mistake; exits with 1 if there are any. Runs nothing and needs neither AWS nor a cluster."
        })
final class CheckRoutesCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Mixin
    private Output output;

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "DIR", description = "The directory with the files, whose names end in .camel.yaml.")
    private Path directory;

    private final Settings settings;

    CheckRoutesCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        Map<String, String> files = read();
        List<Finding> findings = RouteCheck.ofApp(settings::isSet, libraries()).check(files);
        output.print(new Answer(files.size(), findings));
        return findings.isEmpty() ? 0 : 1;
    }

    private ClassLoader libraries() {
        try {
            return Libraries.loader(settings.libraries());
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(e.getMessage());
        }
    }

    private Map<String, String> read() {
        if (!Files.isDirectory(directory)) {
            throw new ParameterException(command.commandLine(), "'" + directory + "' is no directory");
        }
        Map<String, String> files = new TreeMap<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*" + ShippedRoutes.SUFFIX)) {
            for (Path file : found) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new CommandFailedException("Cannot read the files in " + directory + ": " + e);
        }
        if (files.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(), "'" + directory + "' has no file that ends in " + ShippedRoutes.SUFFIX);
        }
        return files;
    }

    private record Answer(int files, List<Finding> findings) implements Output.Report {

        @Override
        public void print(PrintWriter out) {
            if (findings.isEmpty()) {
                out.println("No mistakes in " + files + (files == 1 ? " file." : " files."));
            }
            findings.forEach(finding -> out.println(finding.text()));
        }

        @Override
        public ObjectNode toJson() {
            ObjectNode answer = JsonNodeFactory.instance.objectNode().put("files", files);
            ArrayNode list = answer.putArray("findings");
            findings.forEach(finding -> list.addObject()
                    .put("file", finding.file())
                    .put("line", finding.line())
                    .put("message", finding.message()));
            return answer;
        }
    }
}
