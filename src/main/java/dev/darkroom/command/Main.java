package dev.darkroom.command;

import dev.darkroom.rehearsal.Rehearsal;
import io.quarkus.runtime.Quarkus;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogManager;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Where the packaged app starts: with its roles if nothing else is asked for, with a command otherwise.
 *
 * <p>{@code quarkus.package.main-class} names it, since an annotation would keep Camel from starting by itself.
 */
public final class Main {

    private Main() {}

    /** @param arguments name of a command and its options; none to run the roles */
    public static void main(String... arguments) {
        if (arguments.length == 0) {
            Quarkus.run();
        } else if (List.of(arguments).equals(List.of(Rehearsal.NAME))) {
            Rehearsal.run(Main.class);
        } else {
            // before Quarkus has configured logging, debug messages of every library would be kept for it in memory
            LogManager.getLogManager().getLogger("").setLevel(Level.OFF);
            // before Quarkus runs, this is the configuration with which it would run
            System.exit(Commands.of(new Settings(ConfigProvider::getConfig)).execute(arguments));
        }
    }
}
