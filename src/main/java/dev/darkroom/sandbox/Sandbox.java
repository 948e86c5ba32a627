package dev.darkroom.sandbox;

import dev.darkroom.sandbox.auth.Credentials;
import dev.darkroom.sandbox.http.HttpFront;
import dev.darkroom.sandbox.s3.S3Service;
import dev.darkroom.sandbox.sqs.SqsService;
import dev.darkroom.sandbox.store.DiskStorage;
import dev.darkroom.sandbox.store.MemoryStorage;
import dev.darkroom.sandbox.store.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/**
 * S3 and SQS on one port, for laptops, tests and demos. Runs from {@link #start} until {@link #close}. Thread-safe.
 *
 * <pre>{@code
 * try (Sandbox sandbox = Sandbox.start(SandboxSettings.inMemory())) {
 *     S3Client s3 = S3Client.builder().endpointOverride(sandbox.endpoint()).forcePathStyle(true)...
 * }
 * }</pre>
 */
public final class Sandbox implements AutoCloseable {
    private final Storage storage;
    private final SqsService sqs;
    private final EventDelivery events;
    private final HttpFront front;
    private final Faults faults = new Faults();
    private final CallLog calls = new CallLog();

    private Sandbox(SandboxSettings settings, Storage storage) throws IOException {
        Credentials credentials = new Credentials(settings.accessKey(), settings.secretKey());
        Clock clock = Clock.systemUTC();
        this.storage = storage;
        this.sqs = new SqsService(storage, credentials, clock);
        this.events = new EventDelivery(sqs, faults);
        try {
            S3Service s3 = new S3Service(storage, events, credentials, clock);
            InetSocketAddress address = new InetSocketAddress(settings.host(), settings.port());
            this.front = new HttpFront(address, List.of(sqs, s3), faults.interceptor(), calls::add);
        } catch (IOException | RuntimeException e) {
            events.close();
            sqs.close();
            throw e;
        }
    }

    /**
     * Loads the data, opens the port and answers from then on.
     *
     * @throws java.net.BindException when the port is taken
     * @throws IOException when the data cannot be read or is in use by another sandbox
     */
    public static Sandbox start(SandboxSettings settings) throws IOException {
        Storage storage =
                settings.data().isPresent() ? new DiskStorage(settings.data().get()) : new MemoryStorage();
        return start(settings, storage);
    }

    /**
     * Starts as {@link #start(SandboxSettings)} does, on a storage of the caller's own, which hears of every change of an
     * object or a message in the order in which it takes effect. It is closed with the sandbox.
     */
    public static Sandbox start(SandboxSettings settings, Storage storage) throws IOException {
        try {
            return new Sandbox(settings, storage);
        } catch (IOException | RuntimeException e) {
            storage.close();
            throw e;
        }
    }

    /** Where clients reach it from this machine; S3 addresses are path-style. */
    public URI endpoint() {
        return URI.create("http://localhost:" + port());
    }

    /** The port it listens on. */
    public int port() {
        return front.port();
    }

    /** Faults to inject. */
    public Faults faults() {
        return faults;
    }

    /** What clients asked of it. */
    public CallLog calls() {
        return calls;
    }

    /** Ends all requests at once, long polls included, and releases port, threads and data directory. */
    @Override
    public void close() {
        front.close();
        events.close();
        try (storage) {
            sqs.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
