package dev.darkroom.sandbox;

import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Runs a sandbox alone: {@code --port N --host H --data DIR}, by default port 4566 of localhost without data. */
public final class SandboxMain {
    private static final int DEFAULT_PORT = 4566;
    private static final String USAGE = "Usage: SandboxMain [--port N] [--host H] [--data DIR]";

    private SandboxMain() {}

    /**
     * Starts a sandbox and keeps it until the process is told to end.
     *
     * @param args see the class; exit code 2 for arguments that make no sense, 1 when it cannot start
     */
    public static void main(String[] args) throws InterruptedException {
        SandboxSettings settings;
        try {
            settings = parse(List.of(args));
        } catch (IllegalArgumentException e) {
            exit(2, e.getMessage() + System.lineSeparator() + USAGE);
            return;
        }
        try (Sandbox sandbox = Sandbox.start(settings)) {
            Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
            announce(sandbox, settings, System.out);
            new CountDownLatch(1).await();
        } catch (BindException e) {
            exit(
                    1,
                    "Port " + settings.port() + " of " + settings.host() + " is not free (" + e.getMessage()
                            + "). Stop what listens there or choose another with --port.");
        } catch (IOException e) {
            exit(1, "The sandbox cannot start: " + e.getMessage());
        }
    }

    static SandboxSettings parse(List<String> args) {
        SandboxSettings settings = SandboxSettings.inMemory().withPort(DEFAULT_PORT);
        for (Iterator<String> rest = args.iterator(); rest.hasNext(); ) {
            String option = rest.next();
            if (!rest.hasNext()) {
                throw new IllegalArgumentException("No value for " + option);
            }
            String value = rest.next();
            settings = switch (option) {
                case "--port" -> settings.withPort(Integer.parseInt(value));
                case "--host" -> settings.withHost(value);
                case "--data" -> settings.withData(Path.of(value));
                default -> throw new IllegalArgumentException("Unknown option " + option);
            };
        }
        return settings;
    }

    private static void announce(Sandbox sandbox, SandboxSettings settings, PrintStream out) {
        out.printf(
                "S3 and SQS at %s, credentials %s / %s%n",
                sandbox.endpoint(), settings.accessKey(), settings.secretKey());
    }

    private static void exit(int code, String message) {
        System.err.println(message);
        System.exit(code);
    }
}
