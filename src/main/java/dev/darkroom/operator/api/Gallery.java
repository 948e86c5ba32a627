package dev.darkroom.operator.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** One gallery: its buckets and queue on AWS, and its resizers and pages in the cluster. */
@Group(Gallery.GROUP)
@Version("v1alpha1")
@ShortNames("gal")
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type==\"" + ConditionType.READY + "\")].status")
@AdditionalPrinterColumn(
        name = "Reason",
        jsonPath = ".status.conditions[?(@.type==\"" + ConditionType.READY + "\")].reason",
        priority = 1)
@AdditionalPrinterColumn(name = "URL", jsonPath = ".status.url")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@ValidationRule(
        value = "has(self.spec)",
        message = "spec is missing: name the buckets in spec.upload.bucket and spec.resized.bucket")
@ValidationRule(
        value = "size(self.metadata.name) <= " + Gallery.LONGEST_NAME,
        message = "the name of a Gallery has at most " + Gallery.LONGEST_NAME
                + " characters, since names of other objects are made from it")
@ValidationRule(
        value = "self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')",
        message = "the name of a Gallery consists of lower-case letters, digits and hyphens, and starts with a letter,"
                + " since a Service is named after it")
public final class Gallery extends CustomResource<GallerySpec, GalleryStatus> implements Namespaced {

    /** API group of everything that is Darkroom's in a cluster; also the prefix of its labels and annotations. */
    public static final String GROUP = "darkroom.dev";

    static final int LONGEST_NAME = 40;

    private static final long serialVersionUID = 1;

    @Override
    @Required
    public GallerySpec getSpec() {
        return super.getSpec();
    }
}
