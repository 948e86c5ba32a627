package dev.darkroom.support;

import dev.darkroom.aws.AwsConnection;
import dev.darkroom.sandbox.Sandbox;
import java.net.URI;

/** How tests reach a sandbox: with the same clients that production uses. */
public final class SandboxClients {

    private SandboxClients() {}

    /** A connection to a sandbox with its usual credentials. */
    public static AwsConnection connection(Sandbox sandbox) {
        return connection(sandbox.endpoint(), "us-east-1");
    }

    /** The same, as a client of some region. */
    public static AwsConnection connection(URI endpoint, String region) {
        AwsConnection connection = new AwsConnection();
        connection.setEndpoint(endpoint.toString());
        connection.setRegion(region);
        connection.setPathStyle(true);
        connection.setAccessKey("test");
        connection.setSecretKey("test");
        return connection;
    }
}
