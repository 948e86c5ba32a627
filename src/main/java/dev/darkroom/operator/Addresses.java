package dev.darkroom.operator;

import dev.darkroom.aws.provision.FailureReason;
import dev.darkroom.aws.provision.ProvisioningException;
import dev.darkroom.operator.api.AwsSpec;
import dev.darkroom.operator.api.Gallery;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Looks whether the addresses in a spec can be used. The API server refuses those that do not look like any, but what it lets in still
 * may be none for the operator, and Galleries may be older than the definition.
 */
final class Addresses {

    private Addresses() {}

    /**
     * @param where where the gallery's buckets are, completed
     * @throws ProvisioningException if an address cannot be used
     */
    static void check(Gallery gallery, AwsSpec where) {
        check("spec.aws.endpoint", where.endpoint());
        check("spec.aws.publicEndpoint", where.publicEndpoint());
        check(
                "spec.gallery.url or spec.gallery.host",
                gallery.getSpec().gallery().publicUrl());
    }

    private static void check(String field, String address) {
        if (address.isEmpty()) {
            return;
        }
        try {
            if (new URI(address).getHost() == null) {
                throw unusable(field, address + " has no host");
            }
        } catch (URISyntaxException e) {
            throw unusable(field, e.getMessage());
        }
    }

    private static ProvisioningException unusable(String field, String why) {
        return new ProvisioningException(
                FailureReason.INVALID_ADDRESS, field + " is no address that can be used: " + why + ". Correct it.");
    }
}
