package dev.darkroom.aws.provision;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.darkroom.aws.UploadAccess;
import java.util.List;
import org.junit.jupiter.api.Test;

class GalleryInfrastructureTest {

    @Test
    void shouldRefuseOneBucketForBothPurposes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GalleryInfrastructure("photos", "photos", "q", UploadAccess.SIGNED, List.of("*")))
                .withMessageContaining("darkroom.upload.bucket")
                .withMessageContaining("darkroom.resized.bucket");
    }

    @Test
    void shouldNameTheSettingThatIsEmpty() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GalleryInfrastructure("a", "b", " ", UploadAccess.SIGNED, List.of("*")))
                .withMessageContaining("darkroom.queue");
    }
}
