package dev.darkroom.gallery;

import java.util.LinkedHashMap;
import java.util.Map;

/** The types of files that the gallery asks for. What a file really is, the resizer finds out from its content. */
final class UploadTypes {

    private static final Map<String, String> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put("image/jpeg", "JPEG");
        NAMES.put("image/png", "PNG");
        NAMES.put("image/gif", "GIF");
        NAMES.put("image/webp", "WebP");
        NAMES.put("image/bmp", "BMP");
        NAMES.put("image/tiff", "TIFF");
    }

    private UploadTypes() {}

    /**
     * @param type a content type
     * @return whether files of that type are welcome
     */
    static boolean contains(String type) {
        return NAMES.containsKey(type);
    }

    /** @return the types as a file field's {@code accept} attribute lists them */
    static String accept() {
        return String.join(",", NAMES.keySet());
    }

    /** @return their names as people know them */
    static String inWords() {
        String all = String.join(", ", NAMES.values());
        int last = all.lastIndexOf(", ");
        return all.substring(0, last) + " or" + all.substring(last + 1);
    }
}
