package dev.darkroom.gallery;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files that the pages load: style sheet, scripts, icon. Their addresses name their version, so that browsers may keep them for
 * good and a new version of Darkroom still never meets old scripts. Immutable.
 */
final class Assets {

    private static final String JAVASCRIPT = "text/javascript; charset=utf-8";
    private static final int VERSION_BYTES = 6;

    /** What {@code gallery.js} imports. */
    private static final List<String> MODULES =
            List.of("api.js", "files.js", "grid.js", "lightbox.js", "preview.js", "transfer.js", "uploads.js");

    /** Not served, but a page made of another one is another page. */
    private static final List<String> TEMPLATES = List.of("page.mustache", "photo.mustache", "problem.mustache");

    private final Map<String, Asset> assets = new TreeMap<>();
    private final String version;

    /** Reads them from the class path. */
    Assets() {
        add("gallery.css", "text/css; charset=utf-8");
        add("favicon.svg", "image/svg+xml");
        add("gallery.js", JAVASCRIPT);
        MODULES.forEach(module -> add(module, JAVASCRIPT));
        version = version();
    }

    /** @return path below which the files of this version are, without a slash at its end */
    String path() {
        return "/assets/" + version;
    }

    /** @return names of the scripts that the first one loads, so that a page can have them fetched at once */
    List<String> modules() {
        return MODULES;
    }

    /**
     * @param name a file's name, as a request brings it
     * @return the file; empty if there is none of that name
     */
    Optional<Asset> find(String name) {
        return Optional.ofNullable(assets.get(name));
    }

    /**
     * @param requested a version, as a request brings it
     * @return whether it is this one, and the file may be kept for good
     */
    boolean isCurrent(String requested) {
        return version.equals(requested);
    }

    private void add(String name, String type) {
        assets.put(name, new Asset(type, GalleryResource.read(name)));
    }

    private String version() {
        MessageDigest digest = GalleryResource.sha256();
        assets.values().forEach(asset -> digest.update(asset.content()));
        TEMPLATES.forEach(template -> digest.update(GalleryResource.read(template)));
        return HexFormat.of().formatHex(digest.digest(), 0, VERSION_BYTES);
    }

    /**
     * @param type content type
     * @param content the file's bytes, not to be changed
     */
    record Asset(String type, byte[] content) {}
}
