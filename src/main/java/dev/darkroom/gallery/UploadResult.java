package dev.darkroom.gallery;

import dev.darkroom.index.RejectionReason;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a page without scripts says of the upload from which the visitor comes.
 *
 * @param sentence for the visitor
 * @param refresh address to load a second later, while the outcome is not known
 */
record UploadResult(String sentence, Optional<String> refresh) {

    /**
     * @param key key of the upload
     * @param status what is known of it
     * @param visit how often the visitor has asked already
     * @return what to say
     */
    static UploadResult of(UploadKey key, Optional<UploadStatus> status, Visit visit) {
        String name = ShownName.of(key.value());
        UploadStatus known = status.orElseGet(UploadStatus.Waiting::new);
        if (known instanceof UploadStatus.Ready) {
            return new UploadResult(name + " is in the gallery.", Optional.empty());
        }
        if (known instanceof UploadStatus.Rejected rejected) {
            return new UploadResult(
                    name + " cannot be shown. " + RejectionReason.sentence(rejected.reason()), Optional.empty());
        }
        return visit.mayWaitLonger()
                ? new UploadResult(name + " is being developed …", Optional.of(address(key, visit.attempt() + 1)))
                : new UploadResult(
                        name + " has not appeared yet. It may take a while; look for it here later.", Optional.empty());
    }

    private static String address(UploadKey key, int attempt) {
        return "/?key=" + URLEncoder.encode(key.value(), StandardCharsets.UTF_8) + "&attempt=" + attempt;
    }
}
