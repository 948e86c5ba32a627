package dev.darkroom.browser;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** A test of a gallery that is empty at first, in a browser. */
@ExtendWith(ChromiumCondition.class)
@QuarkusIntegrationTest
@WithTestResource(WiredLaptop.class)
abstract class BrowserTestCase {

    static final int MAX_BYTES = WiredLaptop.MAX_BYTES;
    static final int PAGE_SIZE = WiredLaptop.PAGE_SIZE;

    @RegisterExtension
    final Browsers browsers = new Browsers();

    @TempDir
    Path folder;

    @TestHTTPResource("/")
    URI address;

    S3Client s3;
    Wire wire;

    GalleryContents contents;
    PictureFiles files;
    Browser browser;
    GalleryUi gallery;

    @BeforeEach
    void openEmptyGallery() {
        contents = new GalleryContents(s3);
        contents.clear();
        files = new PictureFiles(folder);
        browser = browsers.first();
        gallery = new GalleryUi(browser, address);
    }
}
