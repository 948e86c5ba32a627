package dev.darkroom.gallery;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.darkroom.index.IndexEntry;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Renders the gallery as HTML that works without scripts. Thread-safe. */
public final class GalleryPage {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final int BYTES_PER_MEBIBYTE = 1 << 20;

    private final PhotoIndex index;
    private final ThumbnailUrls thumbnails;
    private final UploadForms forms;
    private final int pageSize;
    private final Template template;
    private final Template problem;

    /**
     * @param index what is in the gallery
     * @param thumbnails where the pictures are
     * @param forms how to upload more
     * @param pageSize pictures on a page, 1 to 1000
     */
    public GalleryPage(PhotoIndex index, ThumbnailUrls thumbnails, UploadForms forms, int pageSize) {
        if (pageSize < 1 || pageSize > 1000) {
            throw new IllegalArgumentException(
                    "darkroom.gallery.page-size is " + pageSize + ": use a number from 1 to 1000");
        }
        this.index = index;
        this.thumbnails = thumbnails;
        this.forms = forms;
        this.pageSize = pageSize;
        this.template = compile("page.mustache");
        this.problem = compile("problem.mustache");
    }

    /**
     * @param visit what the visitor asks for
     * @param url address of the gallery, to which S3 sends the browser back after an upload
     * @return the page
     */
    public String render(Visit visit, String url) {
        PhotoPage page = index.page(visit.after(), pageSize);
        List<PhotoView> photos = page.photos().stream().map(this::view).toList();
        Map<String, Object> model = new HashMap<>();
        model.put("photos", photos);
        model.put("empty", photos.isEmpty() && visit.after().isEmpty());
        model.put("later", visit.after().isPresent());
        model.put("next", page.next().map(Cursor::encode).orElse(""));
        UploadForm form = forms.create(url);
        model.put("action", form.url().toString());
        model.put("fields", List.copyOf(form.fields().entrySet()));
        model.put("maxMegabytes", form.maxBytes() / BYTES_PER_MEBIBYTE);
        model.put(
                "status", visit.uploaded().map(key -> status(key, page, visit)).orElse(""));
        model.put("refresh", refresh(visit, page));
        return template.execute(model);
    }

    /**
     * @param message what went wrong, for the visitor
     * @return a page that says so
     */
    public String renderProblem(String message) {
        return problem.execute(Map.of("message", message));
    }

    /** @return the Content-Security-Policy under which both pages work */
    public String contentSecurityPolicy() {
        // browsers check form-action again on the redirect by which S3 sends them back
        return String.join(
                "; ",
                "default-src 'none'",
                "style-src 'self'",
                "img-src 'self' " + thumbnails.origin(),
                "form-action 'self' " + forms.origin(),
                "base-uri 'none'",
                "frame-ancestors 'none'");
    }

    private PhotoView view(IndexEntry entry) {
        return new PhotoView(
                thumbnails.url(entry).toString(),
                ShownName.of(entry.key()),
                entry.width(),
                entry.height(),
                DATE.format(entry.uploadedAt()),
                entry.uploadedAt().toString());
    }

    private static String status(String key, PhotoPage page, Visit visit) {
        if (shows(page, key)) {
            return ShownName.of(key) + " is in the gallery.";
        }
        return visit.mayWaitLonger()
                ? ShownName.of(key) + " is being developed …"
                : ShownName.of(key)
                        + " has not appeared yet. A file that is no picture, or a damaged one, cannot be shown.";
    }

    /** @return address to load next while the picture is not there; empty for none */
    private static String refresh(Visit visit, PhotoPage page) {
        return visit.uploaded()
                .filter(key -> visit.mayWaitLonger() && !shows(page, key))
                .map(key ->
                        "/?key=" + URLEncoder.encode(key, StandardCharsets.UTF_8) + "&attempt=" + (visit.attempt() + 1))
                .orElse("");
    }

    private static boolean shows(PhotoPage page, String key) {
        return page.photos().stream().anyMatch(photo -> photo.key().equals(key));
    }

    private static Template compile(String name) {
        try (Reader reader = new InputStreamReader(
                GalleryPage.class.getResourceAsStream("/gallery/" + name), StandardCharsets.UTF_8)) {
            return Mustache.compiler().escapeHTML(true).emptyStringIsFalse(true).compile(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the template " + name, e);
        }
    }
}
