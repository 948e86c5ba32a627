package dev.darkroom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.darkroom.sandbox.Fault;
import dev.darkroom.sandbox.FaultRule;
import dev.darkroom.sandbox.Faults;
import dev.darkroom.sandbox.Sandbox;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers may ask of the gallery, and what it answers: docs/secure.md as a test. */
@QuarkusTest
@WithTestResource(SandboxResource.class)
class HostileRequestsTest {

    private static final Pattern REDIRECT = Pattern.compile("name=\"success_action_redirect\" value=\"([^\"]*)\"");
    private static final Pattern LOG_LINE =
            Pattern.compile("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} [A-Z]+ +\\[[\\w.]+\\] [^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]*");

    /** What nobody outside needs to know. */
    private static final String[] INTERNALS = {
        "Exception",
        "dev.darkroom",
        "org.apache",
        "software.amazon",
        "io.quarkus",
        "io.vertx",
        "\tat ",
        "camel",
        "photos-in",
        "photos-out",
        "/gallery/",
        "mustache",
        System.getProperty("user.dir"),
        System.getProperty("user.home")
    };

    LaptopClient client;

    Sandbox sandbox;

    @TestHTTPResource("/")
    URI gallery;

    private LogLines log;

    @BeforeEach
    void captureLog() {
        await().atMost(Duration.ofSeconds(20)).until(() -> client.queued() == 0);
        log = LogLines.capture();
    }

    @AfterEach
    void logIsWellFormed() {
        log.close();
        assertThat(log.all()).allMatch(line -> LOG_LINE.matcher(line).matches());
    }

    @ParameterizedTest
    @MethodSource
    void shouldSayOfACursorThatIsNoneThatThePageIsNotThere(String query) throws IOException {
        RawHttp.Answer answer = get("/?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("first page").doesNotContain("SECRET");
        assertShowsNothingInternal(answer);
    }

    static Stream<String> shouldSayOfACursorThatIsNoneThatThePageIsNotThere() {
        return Stream.of(
                "after=SECRET",
                "after=%00",
                "after=%0d%0aSet-Cookie:%20SECRET=1",
                "after=%3Cscript%3ESECRET%3C/script%3E",
                "after=$%7Bsys.user.home%7D",
                "after=" + cursor("../../other"),
                "after=" + cursor("1234567890123/1x1/"),
                "after=" + cursor("1234567890123/1x1/" + "k".repeat(1100)),
                "after=" + cursor("1234567890123/1x1/a\u0000b"),
                "after=" + cursor("1234567890123/999999999999999999x1/a"),
                "after=" + cursor("1234567890123/1x1/a") + "&after=" + cursor("1234567890123/1x1/b"),
                "after=" + "A".repeat(3000));
    }

    @Test
    void shouldTakeACursorForNothingButAPlace() throws IOException {
        RawHttp.Answer answer = get("/?after=" + cursor("1234567890123/1x1/${sys.user.home}<script>"));

        assertThat(answer.status()).isEqualTo(200);
        Markup.assertOnlyOurs(answer.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%3Cscript%3Ealert(1)%3C/script%3E",
                "%22%20onload=%22alert(1)",
                "0;url=javascript:alert(1)",
                "%22%3E%3Cmeta%20http-equiv=refresh%20content=0;url=//evil.example%3E",
                "//evil.example/",
                "%0d%0aLocation:%20http://evil.example/%0d%0a%0d%0a%3Cscript%3E",
                "$%7Bsys.user.home%7D%7B%7Bdarkroom.aws.secret-key%7D%7D",
                "%00%1b%5B31m%e2%80%ae",
                "%ff%fe",
                "%ed%a0%80",
                "a&key=b&key=%3Cscript%3E",
                "a&attempt=-1",
                "a&attempt=%3Cscript%3E",
                "a&attempt=99999999999999999999"
            })
    void shouldShowTheNameOfAnUploadAsText(String key) throws IOException {
        RawHttp.Answer answer = get("/?key=" + key);

        assertThat(answer.status()).isEqualTo(200);
        Markup.assertOnlyOurs(answer.body());
        assertThat(answer.body())
                .doesNotContainPattern("[\\p{Cc}\u202a-\u202e\u2066-\u2069&&[^\\n]]")
                .doesNotContain(System.getProperty("user.home"), "url=//", "url=http", "url=javascript");
        assertThat(answer.headers()).doesNotContainKey("location");
    }

    /** Camel's own headers steer its components; from outside they must not arrive, however they are written. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CamelHttpResponseCode: 500",
                "CAMELHTTPRESPONSECODE: 500",
                "CamelHttpUri: http://evil.example/",
                "CamelHttpUrl: http://evil.example/",
                "CamelHttpPath: /assets/gallery.css",
                "CamelBeanMethodName: unavailable",
                "cAmElBeanMethodName: unavailable",
                "camelBeanMethodName: unavailable",
                "CamelAwsS3BucketName: photos-in",
                "CamelFileName: /etc/passwd",
                "breadcrumbId: evil",
                "X-Forwarded-Proto: javascript",
                "X-Forwarded-Host: evil.example",
                "Forwarded: host=evil.example;proto=gopher",
                "X-Original-URL: /assets/gallery.css",
                "X-HTTP-Method-Override: DELETE",
                "Accept: ${sys.user.home}",
                "Content-Type: application/x-java-serialized-object",
                "Range: bytes=0-1",
                "Transfer-Encoding: identity"
            })
    void shouldNotBeSteeredByHeaders(String header) throws IOException {
        RawHttp.Answer answer = RawHttp.send(
                gallery, "GET / HTTP/1.0\r\nHost: " + gallery.getAuthority() + "\r\n" + header + "\r\n\r\n");

        assertIsTheGallery(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CamelHttpResponseCode=500",
                "CamelBeanMethodName=unavailable",
                "cAmElBeanMethodName=unavailable",
                "CamelHttpUri=http://evil.example/",
                "CamelHttpUrl=http://evil.example/",
                "Content-Type=text/plain",
                "Content-Security-Policy=x",
                "Set-Cookie=evil",
                "Location=http://evil.example/",
                "body=evil",
                "name=page.mustache",
                "a=$%7Bsys.user.home%7D",
                "%00=%0d%0a",
                "a[]=b&a[c]=d&=&&"
            })
    void shouldNotBeSteeredByQueryParameters(String query) throws IOException {
        assertIsTheGallery(get("/?" + query));
    }

    /** S3 sends the browser back to the address under which it asked, unless darkroom.gallery.url names one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example/path",
                "evil.example\"><script>",
                "user:password@evil.example",
                "evil.example:99999999",
                "${sys.user.home}",
                "a b",
                ""
            })
    void shouldNotSendVisitorsToAHostThatIsNone(String host) throws IOException {
        RawHttp.Answer answer = RawHttp.send(gallery, "GET / HTTP/1.0\r\nHost: " + host + "\r\n\r\n");

        assertThat(answer.status()).isIn(200, 400);
        Markup.assertOnlyOurs(answer.body());
        assertThat(answer.body()).doesNotContain("evil.example", "password", System.getProperty("user.home"));
        assertShowsNothingOfAFailure(answer);
    }

    @Test
    void shouldTellOnlyTheSenderOfAForgedHostWhatItForged() throws IOException {
        RawHttp.Answer answer = RawHttp.send(gallery, "GET / HTTP/1.0\r\nHost: evil.example\r\n\r\n");

        Matcher redirect = REDIRECT.matcher(answer.body());
        assertThat(redirect.find()).isTrue();
        assertThat(Markup.unescaped(redirect.group(1))).isEqualTo("http://evil.example/");
        assertThat(answer.headers()).containsEntry("cache-control", "private, no-cache");
        assertThat(answer.headers().get("content-security-policy")).doesNotContain("evil");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/../application.properties",
                "/assets/%2e%2e/application.properties",
                "/assets/..%2f..%2fetc%2fpasswd",
                "/assets/..%5c..%5cwindows%5cwin.ini",
                "/assets/1/../../application.properties",
                "/assets/1/..%2fapplication.properties",
                "/assets/1/gallery.css%00.html",
                "/assets/1/GALLERY.CSS",
                "/assets//etc/passwd",
                "/assets/1/page.mustache",
                "/assets/1/page.mustache?name=gallery.css",
                "/assets/1/file:%2f%2f%2fetc%2fpasswd",
                "/assets/1/$%7Bsys.user.home%7D",
                "/assets/gallery.css",
                "/assets/1/",
                "/assets/",
                "/routes/beans.camel.yaml",
                "/application.properties",
                "/META-INF/MANIFEST.MF",
                "/.git/config",
                "/q/dev",
                "/q/metrics",
                "/actuator/env",
                "//evil.example/",
                "/%2e%2e/%2e%2e/etc/passwd"
            })
    void shouldServeNoFileButItsAssets(String target) throws IOException {
        RawHttp.Answer answer = get(target);

        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.body()).doesNotContain("root:", "darkroom.aws", "evil.example");
        assertShowsNothingInternal(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "FOO"})
    void shouldAnswerNothingButReading(String method) throws IOException {
        for (String target : Set.of("/", "/assets/1/gallery.css")) {
            RawHttp.Answer answer = RawHttp.send(
                    gallery,
                    method + " " + target + " HTTP/1.0\r\nHost: " + gallery.getAuthority()
                            + "\r\nX-Secret: SECRET\r\nContent-Length: 6\r\n\r\nSECRET");

            assertThat(answer.status()).isIn(404, 405, 501);
            assertThat(answer.body()).doesNotContain("SECRET");
            assertShowsNothingInternal(answer);
        }
    }

    @ParameterizedTest
    @MethodSource
    void shouldRefuseWhatIsNoRequest(String request) throws IOException {
        RawHttp.Answer answer = RawHttp.send(gallery, request);

        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.body()).doesNotContain("SECRET");
        assertShowsNothingInternal(answer);
    }

    static Stream<String> shouldRefuseWhatIsNoRequest() {
        return Stream.of(
                "GET /?" + "SECRET".repeat(20_000) + " HTTP/1.0\r\n\r\n",
                "GET / HTTP/1.0\r\nX: " + "SECRET".repeat(20_000) + "\r\n\r\n",
                "GET /%zzSECRET HTTP/1.0\r\n\r\n",
                "GET /?a=| HTTP/1.0\r\n\r\n",
                "GET /\u001b[31mSECRET HTTP/1.0\r\n\r\n",
                "SECRET\r\n\r\n");
    }

    @Test
    void shouldSayNothingOfTheCauseWhenS3IsAway() throws IOException {
        Faults.Registration broken =
                sandbox.faults().add(FaultRule.on("s3:ListObjectsV2", Fault.error(500, "InternalError")));
        try {
            RawHttp.Answer answer = get("/");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.headers()).containsKey("retry-after");
            assertThat(answer.body())
                    .doesNotContain(
                            "InternalError", "Injected", sandbox.endpoint().getAuthority());
            assertShowsNothingInternal(answer);
        } finally {
            broken.close();
        }
        assertThat(log.all()).singleElement().asString().contains("ERROR", "The gallery page failed");
    }

    private RawHttp.Answer get(String target) throws IOException {
        return RawHttp.send(gallery, "GET", target);
    }

    private void assertIsTheGallery(RawHttp.Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers())
                .containsEntry("content-type", "text/html; charset=utf-8")
                .doesNotContainKeys("location", "set-cookie", "breadcrumbid", "range", "body", "name", "a");
        assertThat(answer.headers().keySet()).noneMatch(name -> name.startsWith("camel"));
        assertThat(answer.headers().get("content-security-policy")).startsWith("default-src 'none'");
        assertThat(answer.body()).contains("<title>Darkroom gallery</title>").doesNotContain("evil");
        Markup.assertOnlyOurs(answer.body());
    }

    private static void assertShowsNothingInternal(RawHttp.Answer answer) {
        assertThat(answer.body()).doesNotContain(INTERNALS);
        assertThat(answer.headers().toString())
                .doesNotContain("Exception", "dev.darkroom", "camel", "vertx", "quarkus");
    }

    private static void assertShowsNothingOfAFailure(RawHttp.Answer answer) {
        assertThat(answer.body()).doesNotContain("Exception", "org.apache", "\tat ");
    }

    private static String cursor(String rest) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(rest.getBytes(StandardCharsets.UTF_8));
    }
}
