package dev.darkroom.app;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a process may run; {@code darkroom.roles} lists one or more. */
public enum Role {
    /** Turns uploads into thumbnails. */
    RESIZER,
    /** Serves the gallery page. */
    GALLERY,
    /** Looks after {@code Gallery} resources in a cluster. */
    OPERATOR,
    /** Stands in for S3 and SQS. */
    SANDBOX;

    /**
     * @param text comma-separated names, in any case
     * @return the roles
     * @throws IllegalArgumentException if there is none, or one that does not exist; the message says what to do
     */
    public static Set<Role> parse(String text) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : text.split(",")) {
            if (!name.isBlank()) {
                roles.add(byName(name.strip()));
            }
        }
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("darkroom.roles is empty: set it to one or more of " + names()
                    + ", separated by commas. To try everything on one machine: sandbox,resizer,gallery");
        }
        return roles;
    }

    private static Role byName(String name) {
        return Arrays.stream(values())
                .filter(role -> role.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "darkroom.roles names '" + name + "', which is no role: use one or more of " + names()));
    }

    private static String names() {
        return Arrays.stream(values())
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
