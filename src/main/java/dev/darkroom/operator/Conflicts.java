package dev.darkroom.operator;

import dev.darkroom.operator.AwsOutcome.Failure;
import dev.darkroom.operator.api.Gallery;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds Galleries that name the same buckets or queues. Of those only the oldest may have them: they would undo each other's
 * settings, and deleting one could take them from both.
 *
 * <p>Names count as the same in whatever region they are, since nothing but the endpoint surely tells two stores apart. Only Galleries
 * that this operator looks after are seen.
 */
final class Conflicts {

    static final String CONFLICT = "Conflict";

    private static final String BY_CLAIM = "by-claim";

    private static final Comparator<Gallery> OLDEST_FIRST = Comparator.comparing(
                    (Gallery gallery) -> gallery.getMetadata().getCreationTimestamp())
            .thenComparing(Conflicts::name);

    private final OperatorAws aws;

    /** @param aws where buckets and queues are if a Gallery does not say */
    Conflicts(OperatorAws aws) {
        this.aws = aws;
    }

    /** Has Galleries be found by what they name. */
    void index(EventSourceContext<Gallery> context) {
        context.getPrimaryCache().addIndexer(BY_CLAIM, gallery -> claims(gallery).stream()
                .map(Claim::key)
                .toList());
    }

    /** @return why the Gallery may not have what it names; empty if it may */
    Optional<Failure> of(Gallery gallery, Context<Gallery> context) {
        return of(gallery, key -> context.getPrimaryCache().byIndex(BY_CLAIM, key));
    }

    /** @param byClaim finds the Galleries that name something, by its key */
    Optional<Failure> of(Gallery gallery, Function<String, List<Gallery>> byClaim) {
        return claims(gallery).stream()
                .flatMap(claim -> byClaim.apply(claim.key()).stream()
                        .filter(other -> !uid(other).equals(uid(gallery)))
                        .filter(other -> OLDEST_FIRST.compare(other, gallery) < 0)
                        .min(OLDEST_FIRST)
                        .map(owner -> refusal(claim, owner))
                        .stream())
                .findFirst();
    }

    /** @return what the Gallery wants for itself alone */
    List<Claim> claims(Gallery gallery) {
        String endpoint = aws.complete(gallery.getSpec().aws()).endpoint();
        String store = endpoint.toLowerCase(Locale.ROOT).replaceFirst("/+$", "");
        String queue = gallery.getSpec().queueName();
        return List.of(
                new Claim(store, "bucket", gallery.getSpec().upload().bucket()),
                new Claim(store, "bucket", gallery.getSpec().resized().bucket()),
                new Claim(store, "queue", queue),
                new Claim(store, "queue", queue + "-dlq"));
    }

    /**
     * Something that a Gallery wants for itself alone.
     *
     * @param store endpoint of the store; empty for AWS
     * @param kind {@code bucket} or {@code queue}
     * @param name what it is called there
     */
    record Claim(String store, String kind, String name) {

        String key() {
            return store + " " + kind + " " + name;
        }
    }

    private static Failure refusal(Claim claim, Gallery owner) {
        return new Failure(
                CONFLICT,
                "The " + claim.kind() + " " + claim.name() + " is for one Gallery alone, and " + name(owner)
                        + ", which is older, names it as well. Delete this Gallery, or make one with other names in its"
                        + " place. To have this one take over, delete the other, with deletionPolicy Retain.");
    }

    private static String name(Gallery gallery) {
        ObjectMeta metadata = gallery.getMetadata();
        return metadata.getNamespace() + "/" + metadata.getName();
    }

    private static String uid(Gallery gallery) {
        return gallery.getMetadata().getUid();
    }
}
