package dev.darkroom.gallery;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Renders the gallery as HTML that works without scripts. Thread-safe. */
public final class GalleryPage {

    private static final int BYTES_PER_MEBIBYTE = 1 << 20;

    private final PhotoIndex index;
    private final ThumbnailUrls thumbnails;
    private final UploadForms forms;
    private final UploadStatuses statuses;
    private final int pageSize;
    private final Assets assets = new Assets();
    private final Template template;
    private final Template problem;

    /**
     * @param index what is in the gallery
     * @param thumbnails where the pictures are
     * @param forms how to upload more
     * @param statuses what has become of an upload
     * @param pageSize pictures on a page, 1 to 1000
     */
    public GalleryPage(
            PhotoIndex index, ThumbnailUrls thumbnails, UploadForms forms, UploadStatuses statuses, int pageSize) {
        if (pageSize < 1 || pageSize > 1000) {
            throw new IllegalArgumentException(
                    "darkroom.gallery.page-size is " + pageSize + ": use a number from 1 to 1000");
        }
        this.index = index;
        this.thumbnails = thumbnails;
        this.forms = forms;
        this.statuses = statuses;
        this.pageSize = pageSize;
        this.template = compile("page.mustache");
        this.problem = compile("problem.mustache");
    }

    /**
     * @param visit what the visitor asks for
     * @param url address of the gallery, to which S3 sends the browser back after an upload
     * @return the page
     */
    RenderedPage render(Visit visit, String url) {
        PhotoPage listed = list(visit);
        Optional<UploadStatus> status = visit.uploaded().flatMap(key -> status(key, listed));
        // An upload that has become ready since the list was made is not in it.
        boolean outdated = status.filter(UploadStatus.Ready.class::isInstance).isPresent()
                && visit.isNewest()
                && visit.uploaded().stream().noneMatch(listed::shows);
        PhotoPage page = outdated ? list(visit) : listed;
        List<PhotoView> photos = page.photos().stream()
                .map(entry -> PhotoView.of(entry, thumbnails.url(entry).toString()))
                .toList();
        Map<String, Object> model = new TreeMap<>();
        model.put("assets", assets.path());
        model.put("modules", assets.modules());
        model.put("photos", photos);
        model.put("blank", PhotoView.BLANK);
        model.put("empty", photos.isEmpty() && visit.isNewest());
        model.put("newest", visit.isNewest());
        model.put("next", page.next().map(Cursor::encode).orElse(""));
        addNotice(visit, page, status, model);
        UploadForm form = forms.create(url);
        addForm(form, model);
        EntityTag tag = tag(model, form, url);
        model.put("fields", List.copyOf(form.fields().entrySet()));
        return new RenderedPage(tag, () -> template.execute(model));
    }

    private PhotoPage list(Visit visit) {
        return visit.photo().isPresent()
                ? index.pageFrom(visit.photo().get(), pageSize)
                : index.page(visit.after(), pageSize);
    }

    private Optional<UploadStatus> status(UploadKey key, PhotoPage page) {
        return page.shows(key)
                ? Optional.of(new UploadStatus.Ready(key.value(), Optional.empty()))
                : statuses.find(key);
    }

    /**
     * Every form is another, so the tag leaves out what makes them differ: a browser that has the page goes on using the form that it
     * has. Forms work for two hours, hence a page is renewed at the beginning of each.
     */
    private static EntityTag tag(Map<String, Object> model, UploadForm form, String url) {
        Instant hour = form.expiresAt().truncatedTo(ChronoUnit.HOURS);
        String signedBy = form.fields().getOrDefault("x-amz-credential", "")
                + form.fields().getOrDefault("x-amz-security-token", "");
        return EntityTag.of(model + " " + signedBy + " " + url + " " + hour);
    }

    /**
     * @param message what went wrong, for the visitor
     * @return a page that says so
     */
    public String renderProblem(String message) {
        return problem.execute(Map.of("assets", assets.path(), "message", message));
    }

    /** @return what the pages are: browsers may keep them, each its own, and ask every time whether they still hold */
    Answers.Content content() {
        return new Answers.Content("text/html; charset=utf-8", "private, no-cache", contentSecurityPolicy());
    }

    /** @return the Content-Security-Policy under which both pages work */
    public String contentSecurityPolicy() {
        // browsers check form-action again on the redirect by which S3 sends them back
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                "img-src 'self' " + thumbnails.origin(),
                "connect-src 'self' " + forms.origin(),
                "form-action 'self' " + forms.origin(),
                "base-uri 'none'",
                "frame-ancestors 'none'");
    }

    /** @return the files that the pages load */
    Assets assets() {
        return assets;
    }

    private static void addForm(UploadForm form, Map<String, Object> model) {
        model.put("action", form.url().toString());
        model.put("maxBytes", Long.toString(form.maxBytes()));
        model.put("maxMegabytes", form.maxBytes() / BYTES_PER_MEBIBYTE);
        model.put("accept", PictureType.accept());
        model.put("formats", PictureType.inWords());
    }

    /** What has become of an upload, to a browser without scripts that S3 sends back; or of a photo that an address names. */
    private static void addNotice(
            Visit visit, PhotoPage page, Optional<UploadStatus> status, Map<String, Object> model) {
        Optional<UploadResult> result = visit.uploaded().map(key -> UploadResult.of(key, status, visit));
        model.put("status", result.map(UploadResult::sentence).orElseGet(() -> missingPhoto(visit, page)));
        model.put("refresh", result.flatMap(UploadResult::refresh).orElse(""));
    }

    private static String missingPhoto(Visit visit, PhotoPage page) {
        boolean there = visit.photo().stream().allMatch(photo -> page.photos().stream()
                .anyMatch(entry -> entry.objectKey().equals(photo.objectKey())));
        return there ? "" : "That photo is not in the gallery any more.";
    }

    private static Template compile(String name) {
        return Mustache.compiler()
                .escapeHTML(true)
                .emptyStringIsFalse(true)
                .withLoader(partial -> new StringReader(source(partial + ".mustache")))
                .compile(source(name));
    }

    private static String source(String name) {
        return new String(GalleryResource.read(name), StandardCharsets.UTF_8);
    }
}
