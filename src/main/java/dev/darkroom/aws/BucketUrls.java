package dev.darkroom.aws;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * The addresses of buckets and objects as a browser sees them.
 *
 * @param region region of the buckets
 * @param endpoint base URL of an S3 that is not Amazon's, without a path; empty for AWS
 * @param pathStyle whether the bucket comes first in the path ({@code true}) or in the host name
 */
public record BucketUrls(Region region, Optional<URI> endpoint, boolean pathStyle) {

    /**
     * @param bucket a bucket name
     * @return URL of the bucket, without a trailing slash
     */
    public URI bucket(String bucket) {
        URI base = base();
        boolean inPath = pathStyle || isBeyondCertificate(base, bucket);
        String path = inPath ? "/" + bucket : "";
        String host = inPath ? base.getAuthority() : bucket + "." + base.getAuthority();
        return URI.create(base.getScheme() + "://" + host + path);
    }

    /** The certificate is for one label before the service's name, so that a browser trusts no bucket with a dot there. */
    private static boolean isBeyondCertificate(URI base, String bucket) {
        return "https".equals(base.getScheme()) && bucket.contains(".");
    }

    /**
     * @param bucket a bucket name
     * @param key any object key; every byte of it that is not plain is percent-encoded, its slashes stay
     * @return URL of the object, without a query
     */
    public URI object(String bucket, String key) {
        return URI.create(bucket(bucket) + "/" + SdkHttpUtils.urlEncodeIgnoreSlashes(key));
    }

    /**
     * @param bucket a bucket name
     * @return scheme, host and port of {@link #bucket}, as a Content-Security-Policy names it
     */
    public String origin(String bucket) {
        URI url = bucket(bucket);
        return url.getScheme() + "://" + url.getAuthority();
    }

    private URI base() {
        return endpoint.orElseGet(() -> URI.create(
                "https://s3." + region.id() + "." + PartitionMetadata.of(region).dnsSuffix()));
    }
}
