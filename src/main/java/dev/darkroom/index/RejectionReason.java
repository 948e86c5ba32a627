package dev.darkroom.index;

/** What the codes mean with which rejected uploads are tagged. */
public final class RejectionReason {

    private RejectionReason() {}

    /**
     * @param code a code, such as {@code not-an-image}
     * @return the reason in words, fit to follow a colon; a general one for a code that is not known here
     */
    public static String inWords(String code) {
        return switch (code) {
            case "empty" -> "the file is empty";
            case "not-an-image" -> "not a JPEG, PNG, GIF, BMP, TIFF or WebP picture";
            case "unsupported" -> "a picture of a variant that cannot be read";
            case "corrupt" -> "the file is damaged";
            case "too-many-pixels" -> "the picture has more pixels than are allowed";
            case "too-large" -> "the file is larger than is allowed";
            case "key-reserved" -> "names that start with " + IndexEntry.PREFIX + " are reserved";
            case "key-too-long" -> "the name is too long for the gallery";
            default -> "no reason known to this version of Darkroom";
        };
    }
}
