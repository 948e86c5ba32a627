package dev.darkroom.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * The pages that visitors see.
 *
 * @param replicas number of pods
 * @param host host name of the Ingress; empty for no Ingress
 * @param ingressClassName class of the Ingress; empty for the cluster's default
 * @param tlsSecret Secret with the certificate for the host; empty for plain HTTP
 * @param ingressAnnotations annotations of the Ingress
 * @param url public address of the gallery if it does not follow from host; empty if it does
 * @param pageSize pictures on a page
 * @param resources what a pod gets
 * @param serviceAccountAnnotations annotations of the pods' service account, such as IRSA's role
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "has(self.host) || !(has(self.tlsSecret) || has(self.ingressClassName))",
        message =
                "gallery.tlsSecret and gallery.ingressClassName are for an Ingress, which there is only with gallery.host")
public record SiteSpec(
        @Default("2") @Min(0) @Max(1000) @JsonPropertyDescription("Number of pods") Integer replicas,
        @Pattern(Patterns.OBJECT_NAME)
                @Size(max = 253)
                @JsonPropertyDescription(
                        "Host name under which an Ingress publishes the gallery; no Ingress without it")
                String host,
        @Pattern(Patterns.OBJECT_NAME)
                @Size(max = 253)
                @JsonPropertyDescription("Class of the Ingress; the cluster's default if left out")
                String ingressClassName,
        @Pattern(Patterns.OBJECT_NAME)
                @Size(max = 253)
                @JsonPropertyDescription("Secret with the certificate for host; plain HTTP without it")
                String tlsSecret,
        @JsonPropertyDescription("Annotations of the Ingress") Map<String, String> ingressAnnotations,
        @Pattern(Patterns.URL)
                @Size(max = 500)
                @JsonPropertyDescription("Public address of the gallery if it does not follow from host")
                String url,
        @Default("60") @Min(1) @Max(1000) @JsonPropertyDescription("Pictures on a page") Integer pageSize,
        @Default(SiteSpec.RESOURCES) @JsonPropertyDescription("Resources of a pod") ResourceRequirements resources,
        @JsonPropertyDescription("Annotations of the pods' ServiceAccount, such as eks.amazonaws.com/role-arn")
                Map<String, String> serviceAccountAnnotations) {

    static final String RESOURCES =
            """
            {"requests": {"cpu": "100m", "memory": "384Mi"}, "limits": {"memory": "384Mi"}}""";

    /** Puts in the defaults. */
    public SiteSpec {
        replicas = Defaults.of(replicas, () -> 2);
        host = Defaults.text(host);
        ingressClassName = Defaults.text(ingressClassName);
        tlsSecret = Defaults.text(tlsSecret);
        ingressAnnotations = Map.copyOf(Defaults.of(ingressAnnotations, Map::of));
        url = Defaults.text(url);
        pageSize = Defaults.of(pageSize, () -> 60);
        resources = Defaults.of(resources, () -> Serialization.unmarshal(RESOURCES, ResourceRequirements.class));
        serviceAccountAnnotations = Map.copyOf(Defaults.of(serviceAccountAnnotations, Map::of));
    }

    static SiteSpec defaults() {
        return new SiteSpec(null, null, null, null, null, null, null, null, null);
    }

    /** @return address at which visitors find the gallery, without a slash at its end; empty if nobody has said */
    public String publicUrl() {
        if (!url.isEmpty()) {
            return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        }
        return host.isEmpty() ? "" : (tlsSecret.isEmpty() ? "http://" : "https://") + host;
    }

    /** @return web origin of {@link #publicUrl}, which is that without a path; empty if nobody has said */
    public Optional<String> origin() {
        return Optional.of(publicUrl()).filter(address -> !address.isEmpty()).map(address -> {
            URI uri = URI.create(address);
            return uri.getScheme() + "://" + uri.getRawAuthority();
        });
    }
}
