package dev.darkroom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tags of a page of the gallery, read strictly: whatever is no tag of the gallery's own is a hole. */
final class Markup {

    private static final Set<String> ELEMENTS = Set.of(
            "html",
            "head",
            "meta",
            "title",
            "link",
            "body",
            "header",
            "h1",
            "a",
            "form",
            "input",
            "label",
            "small",
            "button",
            "main",
            "p",
            "ul",
            "li",
            "figure",
            "img",
            "figcaption",
            "bdi",
            "time",
            "nav",
            "section",
            "div",
            "span",
            "h2",
            "svg",
            "rect",
            "circle",
            "path",
            "dialog",
            "template",
            "canvas",
            "progress",
            "noscript",
            "script");
    private static final Set<String> ATTRIBUTES = Set.of(
            "lang",
            "charset",
            "name",
            "content",
            "http-equiv",
            "rel",
            "href",
            "type",
            "class",
            "action",
            "method",
            "enctype",
            "accept-charset",
            "value",
            "for",
            "id",
            "accept",
            "required",
            "role",
            "src",
            "width",
            "height",
            "alt",
            "loading",
            "decoding",
            "datetime",
            "hidden",
            "tabindex",
            "max",
            "aria-label",
            "aria-labelledby",
            "aria-describedby",
            "aria-hidden",
            "aria-live",
            "data-photo",
            "data-key",
            "data-newest",
            "data-max-bytes",
            "data-formats",
            "viewBox",
            "x",
            "y",
            "rx",
            "cx",
            "cy",
            "r",
            "d");
    private static final Pattern TAG = Pattern.compile("<[^>]*>?");
    private static final Pattern OWN_TAG =
            Pattern.compile("</?([a-z0-9]+)((?: [a-z-]+(?:=\"[^\"<>]*\")?)*)/?>", Pattern.CASE_INSENSITIVE);
    private static final Pattern ATTRIBUTE = Pattern.compile(" ([a-zA-Z-]+)(?:=\"([^\"]*)\")?");
    private static final Pattern SCRIPT =
            Pattern.compile("<script type=\"module\" src=\"/assets/[0-9a-f]{12}/gallery\\.js\"></script>");
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\"<>\\s]+|/[^\"<>\\s]*|");

    private Markup() {}

    /** Fails unless the page consists of the gallery's own elements and attributes, all links of which lead to the web. */
    static void assertOnlyOurs(String html) {
        assertThat(SCRIPT.matcher(html).replaceAll("")).doesNotContainIgnoringCase("<script");
        Matcher tag = TAG.matcher(html);
        while (tag.find()) {
            if (!tag.group().equalsIgnoreCase("<!doctype html>")) {
                assertOurs(tag.group());
            }
        }
    }

    private static void assertOurs(String tag) {
        Matcher own = OWN_TAG.matcher(tag);
        assertThat(own.matches()).as("well-formed: %s", tag).isTrue();
        assertThat(ELEMENTS).contains(own.group(1));
        Matcher attribute = ATTRIBUTE.matcher(own.group(2));
        while (attribute.find()) {
            assertThat(ATTRIBUTES).contains(attribute.group(1));
            if (List.of("href", "src", "action").contains(attribute.group(1))) {
                assertThat(unescaped(attribute.group(2))).matches(ADDRESS);
            }
        }
    }

    /** Text of the page as it was before it was escaped for HTML. */
    static String unescaped(String html) {
        return html.replace("&#x3D;", "=")
                .replace("&#x60;", "`")
                .replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
