package dev.darkroom.app;

import java.util.Locale;

/** How to tell, in one line, that a required setting is missing. */
public final class MissingSetting {

    private MissingSetting() {}

    /**
     * @param property name of the setting
     * @param meaning what it is, such as "the bucket where originals arrive"
     * @return what is missing and the ways to give it
     */
    public static String message(String property, String meaning) {
        String variable = property.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
        return property + " is not set: give " + meaning + ", as -D" + property + "=NAME or " + variable
                + "=NAME in the environment";
    }
}
