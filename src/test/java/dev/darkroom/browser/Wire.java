package dev.darkroom.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The way between browsers and S3: passes bytes on in both directions, until it is cut. */
final class Wire implements AutoCloseable {

    private final int target;
    private final ServerSocket entrance;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private Wire(int target, ServerSocket entrance) {
        this.target = target;
        this.entrance = entrance;
    }

    /** @param port where it leads, on this machine */
    static Wire to(int port) throws IOException {
        Wire wire = new Wire(port, new ServerSocket(0, 50, InetAddress.getByName("localhost")));
        start(wire::acceptAll);
        return wire;
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** Ends all connections where they are, and takes no more. */
    void cut() throws IOException {
        cut = true;
        for (Socket end : ends) {
            end.close();
        }
    }

    void mend() {
        cut = false;
    }

    private void acceptAll() {
        while (!entrance.isClosed()) {
            try {
                connect(entrance.accept());
            } catch (IOException e) {
                // closed at the end of the run, or a browser that has gone again
                continue;
            }
        }
    }

    private void connect(Socket near) throws IOException {
        // an end that is closed says so at once, whatever is still on its way
        near.setSoLinger(true, 0);
        if (cut) {
            near.close();
            return;
        }
        Socket far = new Socket(InetAddress.getByName("localhost"), target);
        ends.add(near);
        ends.add(far);
        start(() -> pass(near, far));
        start(() -> pass(far, near));
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            // that end has hung up, or the wire was cut: both ends are closed by now
            return;
        } finally {
            ends.remove(from);
            ends.remove(to);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "wire");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        cut();
    }
}
