package dev.darkroom.operator;

import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A stand-in for an API server that refuses things, and that ends watches. */
final class Obstacles extends KubernetesMixedDispatcher {

    private static final String EXPIRED =
            """
            {"type": "ERROR", "object": {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "Expired", "code": 410}}
            """;

    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final Set<String> mortal = ConcurrentHashMap.newKeySet();
    private final Queue<WebSocket> watches = new ConcurrentLinkedQueue<>();

    Obstacles(Map<ServerRequest, Queue<ServerResponse>> expected) {
        super(expected);
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        String path = request.getPath();
        if (refused.stream().anyMatch(path::contains)) {
            return new MockResponse()
                    .setResponseCode(403)
                    .setBody("{\"kind\":\"Status\",\"status\":\"Failure\",\"reason\":\"Forbidden\",\"code\":403}");
        }
        return path.contains("watch=true") && mortal.stream().anyMatch(path::contains)
                ? watchThatEnds()
                : super.dispatch(request);
    }

    void refuse(String path) {
        refused.add(path);
    }

    void refuseNothing() {
        refused.clear();
    }

    /** Has watches on this path hear nothing until they are ended. */
    void keep(String path) {
        mortal.add(path);
    }

    /** Ends the watches that were kept as an API server does that has forgotten what was before. */
    void endWatches() {
        mortal.clear();
        for (WebSocket watch = watches.poll(); watch != null; watch = watches.poll()) {
            watch.send(EXPIRED);
        }
    }

    private MockResponse watchThatEnds() {
        return new MockResponse().withWebSocketUpgrade(new WebSocketListener() {
            @Override
            public void onOpen(WebSocket watch, Response response) {
                watches.add(watch);
            }
        });
    }
}
