package dev.darkroom.operator.objects;

import java.util.List;

/**
 * The container image of a gallery's pods.
 *
 * @param reference such as {@code registry.example.com/darkroom:0.1.0}
 * @param pullPolicy {@code Always}, {@code IfNotPresent} or {@code Never}
 * @param pullSecrets names of Secrets with which it is pulled
 */
public record PodImage(String reference, String pullPolicy, List<String> pullSecrets) {

    /** Keeps a copy of the list. */
    public PodImage {
        pullSecrets = List.copyOf(pullSecrets);
    }
}
