package dev.darkroom.aws;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Who may put objects into the upload bucket. */
public enum UploadAccess {
    /** Anyone who can reach S3. For laptops and closed networks. */
    ANONYMOUS,
    /** Whoever holds a form that the gallery signed. */
    SIGNED;

    /**
     * @param text a value of {@code darkroom.upload.access}, in any case
     * @return the access it names
     * @throws IllegalArgumentException if it names none; the message lists those that exist
     */
    public static UploadAccess parse(String text) {
        return Arrays.stream(values())
                .filter(access -> access.name().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("darkroom.upload.access is '" + text + "': use one of "
                        + Arrays.stream(values())
                                .map(access -> access.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }
}
