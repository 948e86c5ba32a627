package dev.darkroom.index;

import java.util.Map;
import java.util.Set;

/**
 * What a rejection means, in words for the person who uploaded. The codes are those that the resizer tags originals with.
 */
public final class RejectionReason {

    private static final String GENERAL = "This file cannot be shown in the gallery.";

    private static final Map<String, String> SENTENCES = Map.of(
            "empty", "The file is empty. Perhaps it was not saved or copied to its end; please choose it again.",
            "not-an-image", "The file is no picture that the gallery can show: use JPEG, PNG, GIF, WebP, BMP or TIFF.",
            "unsupported",
                    "The file is a picture of a rare kind that the gallery cannot read. Please save it as JPEG or PNG.",
            "corrupt",
                    "The file is damaged, so that nothing of the picture can be shown. Please upload an undamaged copy.",
            "too-many-pixels", "The picture has more pixels than the gallery takes. Please make it smaller first.",
            "too-large", "The file is larger than the gallery takes. Please upload a smaller version.",
            "key-reserved", "The name begins like the names that the gallery keeps to itself. Please choose another.",
            "key-too-long", "The name is too long. Please rename the file.");

    private RejectionReason() {}

    /**
     * @param code a code, perhaps one of a later version or of nobody's
     * @return a sentence or two that say what it means and what to do
     */
    public static String sentence(String code) {
        return SENTENCES.getOrDefault(code, GENERAL);
    }

    /** @return the codes that have a sentence of their own */
    public static Set<String> codes() {
        return SENTENCES.keySet();
    }
}
