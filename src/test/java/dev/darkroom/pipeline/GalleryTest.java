package dev.darkroom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.darkroom.gallery.Cursor;
import dev.darkroom.index.IndexEntry;
import dev.darkroom.index.RejectionReason;
import dev.darkroom.sandbox.Fault;
import dev.darkroom.sandbox.FaultRule;
import dev.darkroom.sandbox.Faults;
import dev.darkroom.sandbox.Sandbox;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.awt.Color;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The gallery as a browser without scripts sees it: the page, its pictures, its form and its links. */
@QuarkusTest
@WithTestResource(SandboxResource.class)
class GalleryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern IMAGE = Pattern.compile("<img src=\"([^\"]+)\" width=\"(\\d+)\" height=\"(\\d+)\"");
    private static final Pattern FIELD =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");
    private static final Pattern ACTION = Pattern.compile("<form class=\"upload\" action=\"([^\"]+)\"");
    private static final Pattern NEXT = Pattern.compile("<a rel=\"next\" href=\"([^\"]+)\"");

    LaptopClient client;

    Sandbox sandbox;

    @TestHTTPResource("/")
    URI gallery;

    @TestHTTPResource(value = "/health/ready", management = true)
    URI ready;

    private final HttpClient browser = HttpClient.newHttpClient();

    @Test
    void shouldShowTheNewestPictureFirstUnderAUrlThatWorks() throws IOException, InterruptedException {
        upload("older.jpg", 40, 80);
        upload("newer.jpg", 80, 40);

        String page = open("/").body();

        assertThat(page.indexOf("newer.jpg")).isPositive().isLessThan(page.indexOf("older.jpg"));
        Matcher image = IMAGE.matcher(page);
        assertThat(image.find()).isTrue();
        assertThat(image.group(2) + "x" + image.group(3)).isEqualTo("400x200");
        HttpResponse<byte[]> picture = client.get(URI.create(unescaped(image.group(1))));
        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(Pictures.decoded(picture.body()).getWidth()).isEqualTo(400);
    }

    @Test
    void shouldTakeAnUploadThroughTheFormAndSayWhenItIsThere() throws IOException, InterruptedException {
        String page = open("/").body();
        Matcher action = ACTION.matcher(page);
        assertThat(action.find()).isTrue();

        HttpResponse<String> posted = client.submit(
                URI.create(unescaped(action.group(1))),
                fields(page),
                "ünser photo.jpg",
                Pictures.jpeg(60, 60, Color.RED));

        assertThat(posted.statusCode()).isEqualTo(303);
        URI back = URI.create(posted.headers().firstValue("Location").orElseThrow());
        assertThat(back.getAuthority()).isEqualTo(gallery.getAuthority());
        await().atMost(PATIENCE).until(() -> open(back.getRawPath() + "?" + back.getRawQuery())
                .body()
                .contains("ünser photo.jpg is in the gallery."));
    }

    /** The list was made before the upload was ready, and the look at the upload after. */
    @Test
    void shouldShowThePictureOfWhichItSaysThatItIsThere() throws Exception {
        String key = "day/prefix/race.jpg";
        sandbox.calls().reset();
        sandbox.faults()
                .add(FaultRule.on("s3:HeadObject", Fault.delay(Duration.ofSeconds(3)))
                        .times(1));
        CompletableFuture<HttpResponse<String>> page = browser.sendAsync(
                HttpRequest.newBuilder(gallery.resolve("/?key=" + key)).build(), BodyHandlers.ofString());
        await().atMost(PATIENCE).until(() -> sandbox.calls().count("s3:ListObjectsV2") > 0);

        upload(key, 40, 30);

        assertThat(page.get(1, TimeUnit.MINUTES).body())
                .contains("race.jpg is in the gallery")
                .contains("data-key=\"day%2Fprefix%2Frace.jpg\"");
    }

    @Test
    void shouldReloadWhileAnUploadIsNotThereButNotForEver() throws IOException, InterruptedException {
        assertThat(open("/?key=day/prefix/new.jpg").body())
                .contains("<meta http-equiv=\"refresh\" content=\"2; url=/?key")
                .contains("new.jpg is being developed");
        assertThat(open("/?key=day/prefix/new.jpg&attempt=15").body())
                .doesNotContain("http-equiv=\"refresh\"")
                .contains("has not appeared yet");
    }

    @Test
    void shouldLeadThroughAllPicturesPageByPage() throws IOException, InterruptedException {
        for (int i = 0; i < 7; i++) {
            upload("page-" + i + ".jpg", 30, 30);
        }

        List<String> seen = new ArrayList<>();
        String path = "/";
        while (!path.isEmpty()) {
            String page = open(path).body();
            Matcher alt = Pattern.compile("alt=\"(page-\\d)\\.jpg\"").matcher(page);
            while (alt.find()) {
                seen.add(alt.group(1));
            }
            Matcher next = NEXT.matcher(page);
            path = next.find() ? unescaped(next.group(1)) : "";
        }

        assertThat(seen).containsExactly("page-6", "page-5", "page-4", "page-3", "page-2", "page-1", "page-0");
    }

    @Test
    void shouldShowHostileNamesAsText() throws IOException, InterruptedException {
        String name = "<img src=x onerror=alert(1)>\"'&.jpg";
        upload(name, 30, 30);

        String page = open("/").body();

        assertThat(page)
                .doesNotContain("<img src=x")
                .contains("&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt;&quot;&#39;&amp;");
    }

    @Test
    void shouldForbidEverythingThePageDoesNotNeed() throws IOException, InterruptedException {
        HttpResponse<String> response = open("/");

        assertThat(header(response, "Content-Security-Policy"))
                .startsWith("default-src 'none'")
                .doesNotContain("unsafe-inline")
                .contains("img-src 'self' http://localhost:")
                .contains("frame-ancestors 'none'");
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "Referrer-Policy")).isEqualTo("same-origin");
        assertThat(header(response, "Cache-Control")).isEqualTo("private, no-cache");
        assertThat(response.headers().map().keySet()).noneMatch(name -> name.startsWith("Camel"));
    }

    @Test
    void shouldNotEchoWhatTheRequestBroughtAlong() throws IOException, InterruptedException {
        HttpResponse<String> response = browser.send(
                HttpRequest.newBuilder(gallery.resolve("/?foo=bar"))
                        .header("X-Echo", "me")
                        .build(),
                BodyHandlers.ofString());

        assertThat(response.headers().firstValue("X-Echo")).isEmpty();
        assertThat(response.headers().firstValue("foo")).isEmpty();
    }

    @Test
    void shouldExplainABadPagingLink() throws IOException, InterruptedException {
        HttpResponse<String> response = open("/?after=nonsense");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(header(response, "Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(response.body()).contains("first page").doesNotContain("nonsense");
    }

    @Test
    void shouldAskForPatienceWhenS3IsAwayAndNotSayWhy() throws IOException, InterruptedException {
        Faults.Registration broken =
                sandbox.faults().add(FaultRule.on("s3:ListObjectsV2", Fault.error(503, "SlowDown")));
        try {
            HttpResponse<String> response = open("/");

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(header(response, "Retry-After")).isEqualTo("60");
            assertThat(response.body())
                    .contains("try again")
                    .doesNotContain("SlowDown")
                    .doesNotContain("Exception");
        } finally {
            broken.close();
        }
    }

    @Test
    void shouldServeItsAssetsAndNothingElse() throws IOException, InterruptedException {
        List<String> addresses = assetsOf(open("/").body());

        assertThat(addresses).hasSizeGreaterThan(5);
        for (String address : addresses) {
            HttpResponse<String> asset = open(address);
            assertThat(asset.statusCode()).as(address).isEqualTo(200);
            assertThat(header(asset, "Cache-Control")).contains("immutable");
        }
        assertThat(header(open("/assets/1/gallery.css"), "Content-Type")).isEqualTo("text/css; charset=utf-8");
        assertThat(header(open("/assets/1/gallery.js"), "Content-Type")).isEqualTo("text/javascript; charset=utf-8");
        assertThat(open("/assets/1/page.mustache").statusCode()).isEqualTo(404);
        assertThat(open("/assets/1/..%2fapplication.properties").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldServeTheScriptsThatItsScriptsImport() throws IOException, InterruptedException {
        List<String> addresses = assetsOf(open("/").body());

        for (String address : addresses) {
            Matcher imported = Pattern.compile("from \"\\./([a-z]+\\.js)\"")
                    .matcher(open(address).body());
            while (imported.find()) {
                assertThat(addresses).anyMatch(other -> other.endsWith("/" + imported.group(1)));
            }
        }
    }

    /** While a new version is rolled out, the old one is asked for files of the new one: browsers must not keep what it says. */
    @Test
    void shouldNotHaveAssetsOfAnotherVersionKept() throws IOException, InterruptedException {
        assertThat(header(open("/assets/1/gallery.css"), "Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void shouldBeginAtThePhotoThatTheAddressNames() throws IOException, InterruptedException {
        upload("first.jpg", 30, 30);
        upload("second.jpg", 30, 30);
        upload("third.jpg", 30, 30);
        Matcher photo = Pattern.compile("data-photo=\"([^\"]+)\" data-key=\"second.jpg\"")
                .matcher(open("/").body());
        assertThat(photo.find()).isTrue();

        String page = open("/?photo=" + photo.group(1)).body();

        assertThat(page)
                .contains("alt=\"second.jpg\"")
                .doesNotContain("third.jpg")
                .contains("Newest photos");
        assertThat(page.indexOf("second.jpg")).isLessThan(page.indexOf("first.jpg"));
    }

    @Test
    void shouldSayThatAPhotoIsNotThereAnyMore() throws IOException, InterruptedException {
        String photo = new Cursor(new IndexEntry(Instant.EPOCH, 30, 30, "never-there.jpg").objectKey()).encode();

        assertThat(open("/?photo=" + photo).body()).contains("That photo is not in the gallery any more.");
        assertThat(open("/").body()).doesNotContain("any more");
    }

    @Test
    void shouldNotTakeTheSchemeFromALink() throws IOException, InterruptedException {
        assertThat(open("/?X-Forwarded-Proto=https").body()).doesNotContain("https://");
    }

    @Test
    void shouldTellAVisitorWithoutScriptsWhyAnUploadWasRejected() throws IOException, InterruptedException {
        client.post("notes.jpg", "no picture at all".getBytes(StandardCharsets.UTF_8));

        await().atMost(PATIENCE).until(() -> open("/?key=notes.jpg")
                .body()
                .contains("notes.jpg cannot be shown. " + RejectionReason.sentence("not-an-image")));
        assertThat(open("/?key=notes.jpg").body()).doesNotContain("http-equiv=\"refresh\"");
    }

    @Test
    void shouldCompressTextForBrowsersThatTakeIt() throws IOException, InterruptedException {
        String page = open("/").body();

        HttpResponse<byte[]> compressed = browser.send(
                HttpRequest.newBuilder(gallery)
                        .header("Accept-Encoding", "gzip")
                        .build(),
                BodyHandlers.ofByteArray());

        assertThat(compressed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(compressed.headers().firstValue("Vary")).contains("accept-encoding");
        assertThat(compressed.body()).hasSizeLessThan(page.length() / 2);
        assertThat(open("/").headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void shouldNotSendAPageAgainThatHasNotChanged() throws IOException, InterruptedException {
        upload("kept.jpg", 30, 30);
        String tag = header(open("/"), "ETag");

        HttpResponse<String> same = openUnless(tag);
        upload("new.jpg", 30, 30);
        HttpResponse<String> changed = openUnless(tag);

        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(header(same, "Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.body()).contains("new.jpg");
    }

    @Test
    void shouldAnswerHeadAndRefuseOtherMethods() throws IOException, InterruptedException {
        assertThat(send("HEAD").statusCode()).isEqualTo(200);
        assertThat(send("DELETE").statusCode()).isEqualTo(405);
    }

    @Test
    void shouldTellItsHealthOnAPortThatVisitorsDoNotReach() throws IOException, InterruptedException {
        assertThat(new String(client.get(ready).body(), StandardCharsets.UTF_8)).contains("\"status\": \"UP\"");
        assertThat(ready.getPort()).isNotEqualTo(gallery.getPort());
        assertThat(open("/q/health").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> openUnless(String tag) throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(gallery).header("If-None-Match", tag).build(), BodyHandlers.ofString());
    }

    private static List<String> assetsOf(String page) {
        return Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"")
                .matcher(page)
                .results()
                .map(result -> result.group(1))
                .distinct()
                .toList();
    }

    private HttpResponse<String> send(String method) throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(gallery)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> open(String path) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(gallery.resolve(path)).build(), BodyHandlers.ofString());
    }

    private void upload(String key, int width, int height) {
        client.put(key, Pictures.jpeg(width, height, Color.BLUE));
        await().atMost(PATIENCE).until(() -> !client.originals().contains(key));
    }

    private static Map<String, String> fields(String page) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(page);
        while (field.find()) {
            fields.put(unescaped(field.group(1)), unescaped(field.group(2)));
        }
        return fields;
    }

    private static String unescaped(String html) {
        return html.replace("&#x3D;", "=")
                .replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElseThrow();
    }
}
