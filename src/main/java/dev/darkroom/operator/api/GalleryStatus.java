package dev.darkroom.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the operator has to say about a gallery.
 *
 * @param observedGeneration generation of the spec that this is about
 * @param conditions one of each {@link ConditionType}
 * @param url address at which visitors find the gallery; empty if nobody has said
 * @param uploadQueueUrl URL of the queue of upload events; empty until there is one
 * @param provisionedGeneration generation of the spec that AWS last accepted, which is the one that runs; 0 until there is one
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record GalleryStatus(
        @JsonPropertyDescription("Generation of the spec that this status is about") Long observedGeneration,
        @JsonPropertyDescription("Provisioned, Ready and RoutesInvalid") List<Condition> conditions,
        @JsonPropertyDescription("Address at which visitors find the gallery") String url,
        @JsonPropertyDescription("URL of the queue of upload events") String uploadQueueUrl,
        @JsonPropertyDescription("Generation of the spec that AWS last accepted, which is the one that runs")
                Long provisionedGeneration) {

    /** Puts in the defaults. */
    public GalleryStatus {
        observedGeneration = Defaults.of(observedGeneration, () -> 0L);
        conditions = Defaults.of(conditions, List::<Condition>of).stream()
                .sorted(Comparator.comparing(Condition::getType))
                .toList();
        url = Defaults.text(url);
        uploadQueueUrl = Defaults.text(uploadQueueUrl);
        provisionedGeneration = Defaults.of(provisionedGeneration, () -> 0L);
    }

    /** @return the status of a Gallery that nobody has looked at yet */
    public static GalleryStatus none() {
        return new GalleryStatus(null, null, null, null, null);
    }

    /**
     * @param gallery a Gallery
     * @return its status
     */
    public static GalleryStatus of(Gallery gallery) {
        return Optional.ofNullable(gallery.getStatus()).orElseGet(GalleryStatus::none);
    }

    /**
     * @param newer conditions that replace those of the same type
     * @return a status that differs in these
     */
    public GalleryStatus with(List<Condition> newer) {
        Map<String, Condition> byType = new TreeMap<>();
        Stream.concat(conditions.stream(), newer.stream())
                .forEach(condition -> byType.put(condition.getType(), condition));
        return new GalleryStatus(
                observedGeneration, List.copyOf(byType.values()), url, uploadQueueUrl, provisionedGeneration);
    }

    /**
     * @param queue URL of the queue of upload events
     * @param generation generation of the spec that AWS last accepted
     * @return a status that differs in these
     */
    public GalleryStatus provisioned(String queue, long generation) {
        return new GalleryStatus(observedGeneration, conditions, url, queue, generation);
    }

    /**
     * @param type one of {@link ConditionType}
     * @return the condition of this type, if there is one
     */
    public Optional<Condition> condition(String type) {
        return conditions.stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst();
    }
}
