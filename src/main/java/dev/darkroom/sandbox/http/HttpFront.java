package dev.darkroom.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/** The port: takes connections, hands each request to its service and writes the answer. Thread-safe. */
public final class HttpFront implements AutoCloseable {
    /** A client reads an answer only after it has sent its body, unless the connection is reset. */
    private static final long MOST_DRAINED = 64L << 20;

    private static final System.Logger LOG = System.getLogger(HttpFront.class.getName());

    static {
        // Read once, when the server class loads: without nodelay each small answer waits 40 ms for an acknowledgement;
        // connections must outlive the clients' own idle limit of 60 s, or their next request meets a closed socket.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.idleInterval", "300");
    }

    private final List<HttpService> services;
    private final Interceptor interceptor;
    private final CallListener listener;
    private final ExecutorService threads;
    private final HttpServer server;

    /**
     * Opens the port and starts answering.
     *
     * @param address where to listen; port 0 takes a free one
     * @param services asked in this order; the last one should accept everything
     * @throws IOException when the port cannot be opened
     */
    public HttpFront(
            InetSocketAddress address, List<HttpService> services, Interceptor interceptor, CallListener listener)
            throws IOException {
        this.services = List.copyOf(services);
        this.interceptor = interceptor;
        this.listener = listener;
        this.server = HttpServer.create(address, 256);
        // Long polls hold a thread each, so the number of threads follows the number of requests in flight.
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "sandbox-http");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Port listened on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Ends running requests, long polls included, and releases the port. */
    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String id = String.format("%016X", ThreadLocalRandom.current().nextLong());
        try (exchange) {
            respond(exchange, id);
        } catch (Interceptor.ConnectionDropped dropped) {
            LOG.log(System.Logger.Level.DEBUG, "{0} {1}", exchange.getRequestURI(), dropped.getMessage());
        } catch (IOException gone) {
            LOG.log(System.Logger.Level.DEBUG, () -> "Client left during " + exchange.getRequestURI(), gone);
        }
    }

    private void respond(HttpExchange exchange, String id) throws IOException {
        Request request;
        try {
            request = Request.of(exchange, id);
        } catch (ServiceException malformed) {
            send(exchange, Response.of(malformed.status(), "text/plain", malformed.getMessage()), id);
            return;
        }
        HttpService service =
                services.stream().filter(s -> s.accepts(request)).findFirst().orElseThrow();
        HttpService.Call call = service.identify(request);
        int status = 0;
        try {
            Response response = service.complete(request, run(service, call, request));
            status = response.status();
            listener.called(request, call, status);
            if (status >= 300) {
                drain(request.body());
            }
            send(exchange, response, id);
        } finally {
            if (status == 0) {
                listener.called(request, call, 0);
            }
        }
    }

    /** The boundary behind which no exception may end a request without an answer. */
    private Response run(HttpService service, HttpService.Call call, Request request) throws IOException {
        try {
            return interceptor.around(call);
        } catch (ServiceException error) {
            return service.refuse(request, error);
        } catch (RuntimeException bug) {
            LOG.log(System.Logger.Level.ERROR, call.operation() + " failed", bug);
            return service.refuse(request, new ServiceException(500, "InternalError", bug.toString()));
        }
    }

    private static void send(HttpExchange exchange, Response response, String id) throws IOException {
        try (InputStream body = response.body()) {
            response.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, onWire(value)));
            exchange.getResponseHeaders().set("x-amz-request-id", id);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            if (head && !response.headers().containsKey("Content-Length")) {
                exchange.getResponseHeaders().set("Content-Length", Long.toString(response.length()));
            }
            if (head || response.length() == 0) {
                exchange.sendResponseHeaders(response.status(), -1);
                return;
            }
            exchange.sendResponseHeaders(response.status(), response.length());
            // Closed only on success: the server ends the connection when the exchange closes with bytes missing.
            OutputStream out = exchange.getResponseBody();
            body.transferTo(out);
            out.close();
        }
    }

    /** The server writes one byte per char. */
    private static String onWire(String value) {
        return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static void drain(InputStream body) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        long drained = 0;
        for (int n = 0; n >= 0 && drained < MOST_DRAINED; n = body.read(buffer)) {
            drained += n;
        }
    }
}
