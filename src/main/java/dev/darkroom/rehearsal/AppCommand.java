package dev.darkroom.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command that starts the app once more, with the Java and the class path of this process and none of its other options. */
final class AppCommand {

    private static final List<String> OPTIONS = List.of("--add-opens=java.base/java.lang=ALL-UNNAMED");

    /** Without these, newer ones print warnings about Netty and Brotli. */
    private static final List<String> OPTIONS_OF_NEWER_JAVA =
            List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    private static final int NEWER = 24;

    private AppCommand() {}

    /**
     * @param main class that starts the app
     * @param settings what the app is told
     * @return the words of the command
     */
    static List<String> of(Class<?> main, Map<String, String> settings) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current()
                .info()
                .command()
                .orElseThrow(() -> new IllegalStateException("the system does not tell which Java runs this")));
        command.addAll(OPTIONS);
        if (Runtime.version().feature() >= NEWER) {
            command.addAll(OPTIONS_OF_NEWER_JAVA);
        }
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        String classPath = System.getProperty("java.class.path");
        if (main.getClassLoader() == ClassLoader.getSystemClassLoader()) {
            command.addAll(List.of("-cp", classPath, main.getName()));
        } else {
            // quarkus-run.jar, which loads the app with a class loader of its own
            command.addAll(List.of("-jar", classPath));
        }
        return command;
    }
}
