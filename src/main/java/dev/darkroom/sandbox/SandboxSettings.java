package dev.darkroom.sandbox;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a sandbox is set up. Immutable.
 *
 * @param host name or address to listen on; {@code localhost} keeps it to this machine, {@code 0.0.0.0} opens it to all
 * @param port TCP port, 0 for any free one
 * @param data directory that keeps data over restarts; without one everything is on the heap and forgotten
 * @param accessKey the access key that clients must use
 * @param secretKey the secret that belongs to it
 */
public record SandboxSettings(String host, int port, Optional<Path> data, String accessKey, String secretKey) {

    /** A free port of localhost, credentials {@code test}/{@code test}, nothing kept. */
    public static SandboxSettings inMemory() {
        return new SandboxSettings("localhost", 0, Optional.empty(), "test", "test");
    }

    /** The same on another host. */
    public SandboxSettings withHost(String newHost) {
        return new SandboxSettings(newHost, port, data, accessKey, secretKey);
    }

    /** The same on another port. */
    public SandboxSettings withPort(int newPort) {
        return new SandboxSettings(host, newPort, data, accessKey, secretKey);
    }

    /** The same with its data kept in a directory, which is made if need be. */
    public SandboxSettings withData(Path directory) {
        return new SandboxSettings(host, port, Optional.of(directory), accessKey, secretKey);
    }

    /** The same with other credentials. */
    public SandboxSettings withCredentials(String newAccessKey, String newSecretKey) {
        return new SandboxSettings(host, port, data, newAccessKey, newSecretKey);
    }
}
