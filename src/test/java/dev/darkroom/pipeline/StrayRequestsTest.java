package dev.darkroom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered to requests that no route takes. */
@QuarkusTest
@WithTestResource(SandboxResource.class)
class StrayRequestsTest {

    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    @TestHTTPResource("/")
    URI gallery;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nope",
                "/favicon.ico",
                "/assets",
                "/a/b/c",
                "/x?/images",
                "/q/health",
                "/%2e%2e/x",
                "/%3Cscript%3E"
            })
    void shouldLeadPeopleWhoAreLostToTheGallery(String target) throws IOException {
        RawHttp.Answer answer = ask("GET", target, BROWSER);

        assertThat(answer.status()).isEqualTo(404);
        assertIsPage(answer);
        assertThat(answer.body()).contains("There is no such page.").doesNotContain("script>");
    }

    @ParameterizedTest
    @CsvSource({
        "/nope, application/json",
        "/nope, 'application/json, text/plain, */*'",
        "/nope, 'application/json;q=0.9,text/html;q=0.8'",
        "/images/nope, */*",
        "/images/nope, ''",
        "/openapi.json/nope, */*",
        "/upload-form/nope, '${sys.user.home}'",
    })
    void shouldTellProgramsInJson(String target, String accept) throws IOException {
        RawHttp.Answer answer = ask("GET", target, accept);

        assertThat(answer.status()).isEqualTo(404);
        assertIsJson(answer, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
    void shouldSayThatEverythingCanOnlyBeRead(String method) throws IOException {
        for (String target : new String[] {"/", "/assets/1/gallery.css"}) {
            RawHttp.Answer answer = ask(method, target, BROWSER);
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.headers()).containsEntry("allow", "GET,HEAD");
            assertIsPage(answer);
        }
        for (String target : new String[] {"/images", "/upload-form", "/uploads/any.jpg", "/openapi.json"}) {
            RawHttp.Answer answer = ask(method, target, "*/*");
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.headers()).containsEntry("allow", "GET,HEAD");
            assertIsJson(answer, "method-not-allowed");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/assets/1/gallery.css, 200",
        "/assets/1/nope, 404",
        "/openapi.json, 200",
        "/uploads/never.jpg, 404",
        "/images?limit=0, 400",
        "/?after=nonsense, 400",
        "/nope, 404"
    })
    void shouldTellInAnswerToHeadWhatItWouldTellInAnswerToGet(String target, int status) throws IOException {
        RawHttp.Answer get = ask("GET", target, BROWSER);
        RawHttp.Answer head = ask("HEAD", target, BROWSER);

        assertThat(head.status()).isEqualTo(get.status()).isEqualTo(status);
        assertThat(head.headers()).isEqualTo(get.headers()).containsKey("content-length");
        assertThat(head.body()).isEmpty();
    }

    private static void assertIsPage(RawHttp.Answer answer) {
        assertIsSafe(answer);
        assertThat(answer.headers()).containsEntry("content-type", "text/html; charset=utf-8");
        assertThat(answer.headers().get("content-security-policy")).contains("style-src 'self'");
        Markup.assertOnlyOurs(answer.body());
    }

    private static void assertIsJson(RawHttp.Answer answer, String code) throws IOException {
        assertIsSafe(answer);
        assertThat(answer.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("cache-control", "no-store");
        JsonNode error = new ObjectMapper().readTree(answer.body());
        assertThat(error.get("error").asText()).isEqualTo(code);
        assertThat(error.get("message").asText()).endsWith(".");
    }

    private static void assertIsSafe(RawHttp.Answer answer) {
        assertThat(answer.headers())
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("referrer-policy", "same-origin")
                .containsKey("permissions-policy");
        assertThat(answer.headers().get("content-security-policy")).startsWith("default-src 'none'");
    }

    private RawHttp.Answer ask(String method, String target, String accept) throws IOException {
        return RawHttp.send(
                gallery,
                method + " " + target + " HTTP/1.0\r\nHost: " + gallery.getAuthority() + "\r\nAccept: " + accept
                        + "\r\n\r\n");
    }
}
