package dev.darkroom.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;

class BucketUrlsTest {

    @Test
    void shouldPutTheBucketIntoTheHostNameOnAws() {
        BucketUrls urls = new BucketUrls(Region.EU_CENTRAL_1, Optional.empty(), false);

        assertThat(urls.object("photos", "a b/ü+%.jpg"))
                .isEqualTo(URI.create("https://photos.s3.eu-central-1.amazonaws.com/a%20b/%C3%BC%2B%25.jpg"));
        assertThat(urls.origin("photos")).isEqualTo("https://photos.s3.eu-central-1.amazonaws.com");
    }

    @Test
    void shouldPutTheBucketIntoThePathWhenToldSo() {
        BucketUrls urls = new BucketUrls(Region.US_EAST_1, Optional.of(URI.create("http://localhost:4566")), true);

        assertThat(urls.bucket("photos")).isEqualTo(URI.create("http://localhost:4566/photos"));
        assertThat(urls.object("photos", "//a/../b")).isEqualTo(URI.create("http://localhost:4566/photos///a/../b"));
        assertThat(urls.origin("photos")).isEqualTo("http://localhost:4566");
    }

    @Test
    void shouldPutABucketWhoseNameHasDotsIntoThePathOnAws() {
        BucketUrls urls = new BucketUrls(Region.EU_CENTRAL_1, Optional.empty(), false);

        assertThat(urls.object("photos.example.com", "a.jpg"))
                .isEqualTo(URI.create("https://s3.eu-central-1.amazonaws.com/photos.example.com/a.jpg"));
        assertThat(urls.origin("photos.example.com")).isEqualTo("https://s3.eu-central-1.amazonaws.com");
    }

    @Test
    void shouldKnowTheDomainsOfOtherPartitions() {
        assertThat(new BucketUrls(Region.CN_NORTH_1, Optional.empty(), false).bucket("photos"))
                .isEqualTo(URI.create("https://photos.s3.cn-north-1.amazonaws.com.cn"));
        assertThat(new BucketUrls(Region.US_GOV_WEST_1, Optional.empty(), false).bucket("photos"))
                .isEqualTo(URI.create("https://photos.s3.us-gov-west-1.amazonaws.com"));
    }
}
