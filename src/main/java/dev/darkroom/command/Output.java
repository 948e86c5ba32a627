package dev.darkroom.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options about output that commands share, and the printing itself. */
final class Output {

    /** Keys come from strangers, so nothing that a terminal could obey is printed raw; programs read the same either way. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    @Option(names = "--json", description = "Prints JSON, for programs.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** What a command has to say, in both forms. */
    interface Report {

        void print(PrintWriter out);

        ObjectNode toJson();
    }

    void print(Report report) {
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(text(report.toJson()));
        } else {
            report.print(out);
        }
        out.flush();
    }

    /** DEL is the one control character that JSON does not require to be escaped and ASCII contains. */
    private static String text(JsonNode node) {
        try {
            return JSON.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(node)
                    .replace("\u007F", "\\u007f");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON can always be written", e);
        }
    }
}
