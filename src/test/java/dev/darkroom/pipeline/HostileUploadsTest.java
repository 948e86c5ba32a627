package dev.darkroom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.darkroom.sandbox.Sandbox;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** What strangers may upload, and what becomes of it: docs/secure.md as a test. */
@QuarkusTest
@WithTestResource(SandboxResource.class)
class HostileUploadsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern LOG_LINE =
            Pattern.compile("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} [A-Z]+ +\\[[\\w.]+\\] [^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]*");
    private static final Pattern FIRST_IMAGE =
            Pattern.compile("<img src=\"([^\"]+)\" width=\"\\d+\" height=\"\\d+\" alt=\"([^\"]*)\"");
    private static final byte[] PICTURE = Pictures.jpeg(40, 30, Color.BLUE);

    LaptopClient client;

    Sandbox sandbox;

    @TestHTTPResource("/")
    URI gallery;

    private LogLines log;

    @BeforeEach
    void captureLog() {
        eventually(() -> client.queued() == 0);
        log = LogLines.capture();
    }

    @AfterEach
    void releaseLog() {
        log.close();
    }

    static Stream<Arguments> keysThatAreOnlyNames() {
        return Stream.of(
                arguments("a property of the system", "${sys.user.home}.jpg"),
                arguments("an environment variable", "${env.HOME}{{env:HOME}}.jpg"),
                arguments("a setting", "{{darkroom.upload.bucket}}{{?darkroom.queue.url}}.jpg"),
                arguments("a secret", "{{darkroom.aws.secret-key}}${properties:darkroom.aws.secret-key}.jpg"),
                arguments("Simple with its other delimiters", "$simple{sys.user.home}simple{1+1}.jpg"),
                arguments("a bean", "${bean:thumbnails?method=store}${ref:s3Client}.jpg"),
                arguments("OGNL", "${exchange.context.stop()}${body.getClass().getClassLoader()}.jpg"),
                arguments("another language", "${groovy:1+1}#{7*7}%{7*7}@{7*7}${jndi:ldap://localhost/x}.jpg"),
                arguments("a header", "${header.CamelAwsSqsReceiptHandle}${variable.upload}.jpg"),
                arguments("an unfinished expression", "${.jpg"),
                arguments("a file name of S3 forms", "$%7Bfilename%7D.jpg"),
                arguments("an absolute path", "/etc/passwd.jpg"),
                arguments("slashes", "//double//slash//.jpg"),
                arguments("backslashes", "..\\..\\windows\\system.jpg"),
                arguments("percent-encoded dots", "%2e%2e/%2E%2E%2Fx%5c%00.jpg"),
                arguments("a query", "a.jpg?versionId=1&x=y#z"),
                arguments("plus and semicolon", "a+b;c=d,e:f@g.jpg"),
                arguments(
                        "a forged line of the log", "x.jpg\n00:00:00.000 INFO  [d.uploads] Ready photos-in/forged.jpg"),
                arguments("carriage return, tab, backspace, bell, NUL", "a\r\nb\tc\bd\u0007e\u0000f.jpg"),
                arguments("ANSI escapes", "\u001b[2J\u001b[31mred\u009b0m\u001b]0;title\u0007.jpg"),
                arguments("text turned around", "photo\u202egpj.exe\u2066\u2069\u200f.jpg"),
                arguments("invisible characters", "a\u200bb\u00adc\ufeffd\u2028e\u2029f\udb40\udc01.jpg"),
                arguments("characters that XML cannot carry", "\u0001\u000b\u001f\ufffe\uffff.jpg"),
                arguments("HTML", "<script>alert(1)</script><img src=x onerror=alert(1)>.jpg"),
                arguments("the end of an attribute", "\" onload=\"alert(1)\" x=\"'><svg/onload=alert(1)>.jpg"),
                arguments("a script's address", "javascript:alert(1)//.jpg"),
                arguments("entities and templates", "&lt;b&gt;&#x3c;{{=<% %>=}}<%name%>{{{name}}}.jpg"),
                arguments("SQL and shell", "'; DROP TABLE x;-- $(reboot) `reboot` | reboot > x.jpg"),
                arguments("a single space", " "),
                arguments("a single slash", "/"),
                arguments("more dots than lead anywhere", ".../..a/.b/c..jpg"),
                arguments("a single question mark", "?"),
                arguments("the index's prefix, but for its case", ".Gallery/0000000000001/1x1/x.jpg"),
                arguments("the index's prefix, encoded", ".gallery%2f0000000000001/1x1/x.jpg"),
                arguments("the index's prefix without its slash", ".gallery"),
                arguments("the longest name that is promised", "k".repeat(986) + ".jpg"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keysThatAreOnlyNames")
    void shouldTakeAKeyForNothingButAName(String what, String key) throws IOException, InterruptedException {
        client.put(key, PICTURE);

        eventually(
                () -> client.entriesOf(key).size() == 1 && !client.originals().contains(key));
        eventually(() -> client.queued() == 0);
        assertThat(client.thumbnail(key)).isPresent();
        assertThat(log.uploads()).singleElement().asString().startsWith("INFO ").contains("Ready photos-in/");
        assertThat(log.all()).allMatch(line -> LOG_LINE.matcher(line).matches());
        String page = page();
        Markup.assertOnlyOurs(page);
        assertThat(page).doesNotContainPattern("[\\p{Cc}\u202a-\u202e\u2066-\u2069&&[^\\n]]");
        assertThat(firstPictureOf(page, key)).isEqualTo(200);
    }

    /** Browsers take these for directions and ask for another name, so no picture is asked for here. */
    @ParameterizedTest
    @ValueSource(strings = {"../../../etc/passwd.jpg", "a/./b/../c.jpg", ".", "a/.."})
    void shouldTakeDotsInAKeyForPartsOfAName(String key) throws IOException, InterruptedException {
        client.put(key, PICTURE);

        eventually(
                () -> client.entriesOf(key).size() == 1 && !client.originals().contains(key));
        assertThat(client.thumbnail(key)).isPresent();
        Markup.assertOnlyOurs(page());
    }

    static Stream<Arguments> keysThatAreRejected() {
        return Stream.of(
                arguments("the index itself", ".gallery/0000000000001/400x300/fake.jpg", "key-reserved"),
                arguments("a name below the index", ".gallery/", "key-reserved"),
                arguments("the longest key of S3", "k".repeat(1024), "key-too-long"),
                arguments("one byte more than fits", "k".repeat(992), "key-too-long"),
                arguments("too many bytes, though few characters", "ü".repeat(500), "key-too-long"),
                arguments("percent signs, which the index escapes", "%".repeat(340), "key-too-long"),
                arguments("control characters, which the index escapes", "\u0085".repeat(170), "key-too-long"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keysThatAreRejected")
    void shouldRejectAKeyThatCannotStandInTheGallery(String what, String key, String code) {
        client.put(key, PICTURE);

        assertRejected(key, code);
    }

    static Stream<Arguments> bodiesThatAreNoPictures() {
        byte[] jpeg = Pictures.jpeg(400, 300, Color.RED);
        byte[] png = Pictures.encoded("png", 400, 300, Color.RED);
        return Stream.of(
                arguments("nothing", new byte[0], "empty"),
                arguments("text", bytes("I am a text file"), "not-an-image"),
                arguments("HTML", bytes("<!doctype html><script>alert(1)</script>"), "not-an-image"),
                arguments(
                        "SVG",
                        bytes("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"),
                        "not-an-image"),
                arguments(
                        "XML that names a file",
                        bytes("<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><x/>"),
                        "not-an-image"),
                arguments("PDF", bytes("%PDF-1.7\n1 0 obj"), "not-an-image"),
                arguments("PostScript", bytes("%!PS-Adobe-3.0 EPSF-3.0\n"), "not-an-image"),
                arguments("ZIP", bytes("PK\u0003\u0004\u0014\u0000"), "not-an-image"),
                arguments("MP4", bytes("\u0000\u0000\u0000\u0018ftypmp42\u0000\u0000\u0000\u0000"), "not-an-image"),
                arguments("HEIC", bytes("\u0000\u0000\u0000\u0018ftypheic\u0000\u0000\u0000\u0000"), "not-an-image"),
                arguments("a program of Windows", bytes("MZ\u0090\u0000\u0003"), "not-an-image"),
                arguments("a program of Linux", bytes("\u007fELF\u0002\u0001\u0001"), "not-an-image"),
                arguments("a serialized object", bytes("\u00ac\u00ed\u0000\u0005sr"), "not-an-image"),
                arguments("a script of ImageMagick", bytes("push graphic-context\nviewbox 0 0 1 1\n"), "not-an-image"),
                arguments("a JPEG's first bytes", Arrays.copyOf(jpeg, 4), "corrupt"),
                arguments("a JPEG that ends in its tables", Arrays.copyOf(jpeg, 100), "corrupt"),
                arguments("a PNG's first bytes", Arrays.copyOf(png, 8), "corrupt"),
                arguments("a PNG that ends before its pixels", Arrays.copyOf(png, 33), "corrupt"),
                arguments(
                        "text behind a JPEG's first bytes",
                        join(Arrays.copyOf(jpeg, 3), bytes("<script>x")),
                        "corrupt"),
                arguments("a PNG of 900 million zeros", Bombs.png(30_000, 30_000), "too-many-pixels"),
                arguments("a GIF of 43 bytes for a huge screen", Bombs.gif(65_535, 65_535, 1), "too-many-pixels"),
                arguments("a WebP that claims 16384 x 16384", Bombs.webp(16_384, 16_384), "too-many-pixels"),
                arguments("a TIFF that claims 100000 x 100000", Bombs.tiff(100_000, 100_000), "too-many-pixels"),
                arguments("a bitmap that claims 100000 x 100000", Bombs.bmp(100_000, 100_000), "too-many-pixels"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodiesThatAreNoPictures")
    void shouldRejectABodyThatIsNoPicture(String what, byte[] body, String code) {
        String key = "body/" + what + ".jpg";

        client.s3()
                .putObject(
                        r -> r.bucket(SandboxResource.UPLOAD_BUCKET).key(key).contentType("image/jpeg"),
                        RequestBody.fromBytes(body));

        assertRejected(key, code);
    }

    static Stream<Arguments> picturesThatCostMoreThanTheyWeigh() {
        byte[] jpeg = Pictures.jpeg(400, 300, Color.RED);
        return Stream.of(
                arguments("a PNG of 100 million zeros", Bombs.png(10_000, 10_000)),
                arguments("a GIF of 5000 frames on a large screen", Bombs.gif(3_000, 3_000, 5_000)),
                arguments("a JPEG cut in half", Arrays.copyOf(jpeg, jpeg.length / 2)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("picturesThatCostMoreThanTheyWeigh")
    void shouldShowWhatIsWithinTheLimits(String what, byte[] body) {
        String key = "weight/" + what;

        client.put(key, body);

        eventually(() -> !client.originals().contains(key));
        BufferedImage thumbnail =
                Pictures.decoded(client.thumbnail(key).orElseThrow().asByteArray());
        assertThat(Math.max(thumbnail.getWidth(), thumbnail.getHeight())).isEqualTo(400);
    }

    static Stream<Arguments> picturesThatAreSomethingElseAsWell() {
        byte[] jpeg = Pictures.jpeg(40, 30, Color.RED);
        byte[] png = Pictures.encoded("png", 40, 30, Color.RED);
        byte[] gif = Pictures.encoded("gif", 40, 30, Color.RED);
        byte[] bmp = Pictures.encoded("bmp", 40, 30, Color.RED);
        byte[] smuggled = bytes("SMUGGLED<script>alert(1)</script><?php system($_GET[0]); ?>PK\u0003\u0004");
        byte[] length = {(byte) (smuggled.length + 2 >> 8), (byte) (smuggled.length + 2)};
        return Stream.of(
                arguments("a JPEG with a page behind it", join(jpeg, smuggled)),
                arguments("a PNG with an archive behind it", join(png, smuggled)),
                arguments("a GIF with a script behind it", join(gif, smuggled)),
                arguments("a bitmap with a program behind it", join(bmp, smuggled)),
                arguments(
                        "a JPEG with a script in its comment",
                        insert(jpeg, 2, bytes("\u00ff\u00fe"), length, smuggled)),
                arguments("a JPEG with a script in its EXIF", insert(jpeg, 2, bytes("\u00ff\u00e1"), length, smuggled)),
                arguments(
                        "a JPEG with a script among its bytes of Adobe",
                        insert(jpeg, 2, bytes("\u00ff\u00ed"), length, smuggled)),
                arguments("a PNG with a script in its text", insert(png, 33, Bombs.chunk("tEXt", smuggled))),
                arguments("a PNG with a script in a chunk of its own", insert(png, 33, Bombs.chunk("scRi", smuggled))),
                arguments(
                        "a GIF with a script in its comment",
                        insert(
                                gif,
                                gif.length - 1,
                                bytes("!\u00fe"),
                                new byte[] {(byte) smuggled.length},
                                smuggled,
                                new byte[1])));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("picturesThatAreSomethingElseAsWell")
    void shouldLeaveNothingButThePicture(String what, byte[] body) {
        String key = "polyglot/" + what;

        client.put(key, body);

        eventually(() -> !client.originals().contains(key));
        byte[] thumbnail = client.thumbnail(key).orElseThrow().asByteArray();
        assertThat(Pictures.dominant(thumbnail)).isEqualTo(Color.RED);
        assertThat(new String(thumbnail, StandardCharsets.ISO_8859_1))
                .doesNotContain("SMUGGLED", "<script", "<?php", "PK\u0003\u0004");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contentTypesThatLie")
    void shouldTellTheTypeOfWhatItWroteWhateverTheUploadSays(String contentType) {
        String key = "type/" + contentType;

        client.s3()
                .putObject(
                        r -> r.bucket(SandboxResource.UPLOAD_BUCKET).key(key).contentType(contentType),
                        RequestBody.fromBytes(PICTURE));

        eventually(() -> !client.originals().contains(key));
        assertThat(client.thumbnail(key).orElseThrow().response().contentType()).isEqualTo("image/jpeg");
    }

    static Stream<String> contentTypesThatLie() {
        return Stream.of(
                "image/svg+xml", "text/html; charset=utf-7", "application/javascript", "image/png", "x/${body}");
    }

    @Test
    void shouldStoreNothingThatTheUploadSaysOfItself() {
        String key = "talkative.jpg";

        client.s3()
                .putObject(
                        r -> r.bucket(SandboxResource.UPLOAD_BUCKET)
                                .key(key)
                                .contentType("text/html")
                                .contentEncoding("gzip")
                                .contentDisposition("attachment; filename=\"evil.exe\"")
                                .contentLanguage("tlh")
                                .cacheControl("private, max-age=1")
                                .tagging("darkroom-rejected=forged&darkroom-state=rejected")
                                .metadata(Map.of(
                                        "darkroom-original", "\"0\"",
                                        "darkroom-entry", "1/1x1",
                                        "owner", "<script>alert(1)</script>")),
                        RequestBody.fromBytes(PICTURE));

        eventually(() -> !client.originals().contains(key));
        ResponseBytes<GetObjectResponse> thumbnail = client.thumbnail(key).orElseThrow();
        GetObjectResponse told = thumbnail.response();
        assertThat(Pictures.decoded(thumbnail.asByteArray()).getWidth()).isEqualTo(400);
        assertThat(told.contentType()).isEqualTo("image/jpeg");
        assertThat(told.contentEncoding()).isNull();
        assertThat(told.contentDisposition()).isNull();
        assertThat(told.contentLanguage()).isNull();
        assertThat(told.cacheControl()).isEqualTo("public, max-age=31536000");
        assertThat(told.metadata()).containsOnlyKeys("darkroom-original", "darkroom-entry");
        assertThat(told.metadata())
                .doesNotContainEntry("darkroom-original", "\"0\"")
                .doesNotContainEntry("darkroom-entry", "1/1x1");
        assertThat(client.s3()
                        .getObjectTagging(
                                r -> r.bucket(SandboxResource.RESIZED_BUCKET).key(key))
                        .tagSet())
                .isEmpty();
    }

    @Test
    void shouldPutTheRealReasonInPlaceOfOneThatTheUploadBroughtAlong() {
        String key = "forged-reason.jpg";

        client.s3()
                .putObject(
                        r -> r.bucket(SandboxResource.UPLOAD_BUCKET)
                                .key(key)
                                .tagging("darkroom-rejected=forged&other=x"),
                        RequestBody.fromString("no picture"));

        assertRejected(key, "not-an-image");
    }

    /** Anyone may upload here; that is all that anyone may. */
    @ParameterizedTest
    @CsvSource({
        "GET, photos-in",
        "GET, photos-in/?list-type=2",
        "GET, photos-in/private.jpg",
        "HEAD, photos-in/private.jpg",
        "DELETE, photos-in/private.jpg",
        "PUT, photos-in/private.jpg?tagging",
        "PUT, photos-in?policy",
        "GET, photos-out",
        "GET, photos-out/private.jpg",
        "PUT, photos-out/private.jpg",
        "DELETE, photos-out/private.jpg"
    })
    void shouldLetStrangersDoNothingButUpload(String method, String target) throws IOException, InterruptedException {
        HttpResponse<String> refused = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(sandbox.endpoint().resolve("/" + target))
                                .method(method, BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString());

        assertThat(refused.statusCode()).isEqualTo(403);
    }

    /** Tagged, kept, told in one line, and nowhere to be seen. */
    private void assertRejected(String key, String code) {
        eventually(() -> client.tags(key).equals(Map.of("darkroom-rejected", code, "darkroom-state", "rejected")));
        eventually(() -> client.queued() == 0);
        assertThat(client.originals()).contains(key);
        assertThat(client.thumbnail(key)).isEmpty();
        assertThat(client.entriesOf(key)).isEmpty();
        assertThat(log.uploads())
                .singleElement()
                .asString()
                .startsWith("WARN ")
                .contains("Rejected photos-in/", " (" + code + "): ")
                .doesNotContain("Exception", "dev.darkroom", "javax.", "com.");
        assertThat(log.all()).allMatch(line -> LOG_LINE.matcher(line).matches());
    }

    private String page() throws IOException, InterruptedException {
        return new String(client.get(gallery).body(), StandardCharsets.UTF_8);
    }

    /** Status of the newest picture, asked for under the address that the page gives it, as a browser would. */
    private int firstPictureOf(String page, String key) throws IOException, InterruptedException {
        Matcher image = FIRST_IMAGE.matcher(page);
        assertThat(image.find()).isTrue();
        assertThat(Markup.unescaped(image.group(2))).isEqualTo(shown(key));
        String url = Markup.unescaped(image.group(1));
        assertThat(URI.create(url).getRawPath().split("/", -1))
                .as("browsers take these for directions")
                .doesNotContain(".", "..");
        return client.get(URI.create(url)).statusCode();
    }

    private static String shown(String key) {
        String name = key.substring(key.lastIndexOf('/') + 1);
        return name.isBlank()
                ? "Photo"
                : name.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\u202a-\u202e\u2066-\u2069]", "\ufffd");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] join(byte[]... parts) {
        return insert(new byte[0], 0, parts);
    }

    private static byte[] insert(byte[] file, int at, byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        byte[] result = new byte[file.length + length];
        System.arraycopy(file, 0, result, 0, at);
        int position = at;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, result, position, part.length);
            position += part.length;
        }
        System.arraycopy(file, at, result, position, file.length - at);
        return result;
    }

    private static void eventually(Callable<Boolean> condition) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(condition);
    }
}
