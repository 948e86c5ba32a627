package dev.darkroom.browser;

import dev.darkroom.pipeline.LaptopResource;
import io.quarkus.test.common.ResourceArg;
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

/** A test of an empty gallery with signed upload forms, small pages and a low limit, in a browser. */
@ExtendWith(ChromiumCondition.class)
@QuarkusIntegrationTest
@WithTestResource(
        value = LaptopResource.class,
        initArgs = {
            @ResourceArg(name = "darkroom.upload.access", value = "signed"),
            @ResourceArg(name = "darkroom.upload.max-bytes", value = "" + BrowserTestCase.MAX_BYTES),
            @ResourceArg(name = "darkroom.gallery.page-size", value = "" + BrowserTestCase.PAGE_SIZE)
        })
abstract class BrowserTestCase {

    static final int MAX_BYTES = 3 << 20;
    static final int PAGE_SIZE = 12;

    @RegisterExtension
    final Browsers browsers = new Browsers();

    @TempDir
    Path folder;

    @TestHTTPResource("/")
    URI address;

    S3Client s3;

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
