package dev.darkroom.gallery;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is answered to requests that no route takes: in JSON to programs, with a page to people. Thread-safe.
 */
public final class StrayRequests {

    private static final List<String> JSON_PATHS = List.of("/images", "/upload-form", "/uploads", "/openapi.json");

    private final GalleryPage page;

    /** @param page makes the pages */
    public StrayRequests(GalleryPage page) {
        this.page = page;
    }

    /**
     * @param path path of the request
     * @param accept its header {@code Accept}; empty if it has none
     * @return that there is nothing at this address
     */
    public Answer notFound(String path, String accept) {
        return answer(path, accept, "not-found", "There is no such page.");
    }

    /**
     * @param path path of the request
     * @param accept its header {@code Accept}; empty if it has none
     * @return that what is at this address can only be read
     */
    public Answer methodNotAllowed(String path, String accept) {
        Answer answer = answer(
                path, accept, "method-not-allowed", "What is here can only be read. Pictures are uploaded to S3.");
        answer.headers().put("Allow", "GET,HEAD");
        return answer;
    }

    /**
     * @param path path of the request
     * @param accept its header {@code Accept}; empty if it has none
     * @return that what may be at this address will be there in a moment
     */
    public Answer notNow(String path, String accept) {
        Answer answer =
                answer(path, accept, "unavailable", "The gallery is being changed. Please try again in a moment.");
        answer.headers().put("Retry-After", "1");
        return answer;
    }

    private Answer answer(String path, String accept, String code, String message) {
        if (isForPrograms(path, accept)) {
            return answer(JsonHttp.JSON, JsonHttp.error(code, message).toString());
        }
        return answer(page.content(), page.renderProblem(message));
    }

    private static Answer answer(Answers.Content content, String body) {
        Map<String, String> headers = new TreeMap<>(content.headers());
        headers.put("Content-Type", content.type());
        return new Answer(headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Browsers ask for HTML first. Whoever asks for nothing in particular is told by the path. */
    private static boolean isForPrograms(String path, String accept) {
        int json = accept.indexOf("application/json");
        int html = accept.indexOf("text/html");
        boolean preferred = json >= 0 && (html < 0 || json < html);
        return preferred || isForPrograms(path);
    }

    static boolean isForPrograms(String path) {
        return JSON_PATHS.stream().anyMatch(path::startsWith);
    }

    /**
     * An answer.
     *
     * @param headers all headers but {@code Content-Length}
     * @param body the body
     */
    public record Answer(Map<String, String> headers, byte[] body) {}
}
