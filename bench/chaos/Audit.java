package dev.darkroom.bench.chaos;

import dev.darkroom.bench.chaos.Violation.Kind;
import dev.darkroom.index.IndexEntry;
import dev.darkroom.index.ThumbnailMetadata;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Compares what is in the buckets with what was uploaded. */
final class Audit {

    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);
    private static final double BOX = 400;

    private final Plan plan;
    private final Truth truth;
    private final Contents contents;
    private final List<Violation> violations = new ArrayList<>();

    Audit(Plan plan, Truth truth, Contents contents) {
        this.plan = plan;
        this.truth = truth;
        this.contents = contents;
    }

    /** All that is wrong, key by key. */
    List<Violation> violations() {
        violations.clear();
        truth.last().forEach(this::checkKey);
        contents.thumbnails().forEach(this::checkIndex);
        contents.thumbnails().keySet().stream()
                .filter(key -> truth.last(key).isEmpty())
                .forEach(key -> report(Kind.UNKNOWN, key, "a thumbnail that nobody uploaded"));
        contents.originals().keySet().stream()
                .filter(key -> truth.last(key).isEmpty())
                .forEach(key -> report(Kind.UNKNOWN, key, "an original that nobody uploaded"));
        contents.index().forEach((key, entries) -> {
            if (!contents.thumbnails().containsKey(key)) {
                report(Kind.INDEX_STALE, key, "no thumbnail for " + names(entries));
            }
        });
        contents.unknown().forEach(name -> report(Kind.UNKNOWN, name, "no index entry, though it is called like one"));
        return List.copyOf(violations);
    }

    private void checkKey(String key, StoredObject last) {
        Picture picture = plan.byMd5(last.etag()).orElseThrow();
        Optional<String> rejection = Plan.rejection(key, picture);
        if (rejection.isPresent()) {
            checkRejected(key, last, rejection.get());
        } else {
            checkReady(key, picture);
        }
    }

    private void checkRejected(String key, StoredObject last, String code) {
        Contents.Left original = contents.originals().get(key);
        if (original == null || !original.etag().equals(last.etag())) {
            report(Kind.LOST, key, "to be rejected as " + code + ", but it is not there any more");
            return;
        }
        Map<String, String> due = Map.of("darkroom-rejected", code, "darkroom-state", "rejected");
        if (original.tags().isEmpty()) {
            report(Kind.LEFT, key, "has to be rejected as " + code + ", but has no tags");
        } else if (!original.tags().equals(due)) {
            report(Kind.WRONG_REJECTION, key, "has to be rejected as " + code + ", has " + original.tags());
        }
        OptionalInt shown = shown(key);
        boolean earlier = shown.isEmpty()
                || plan.byKey().get(key).stream()
                        .anyMatch(p -> p.rejection().isEmpty() && p.serial() == shown.getAsInt());
        if (!earlier) {
            report(Kind.WRONG_PICTURE, key, "shows " + shown + ", which was never uploaded there");
        }
    }

    private void checkReady(String key, Picture picture) {
        if (!contents.thumbnails().containsKey(key)) {
            report(Kind.LOST, key, "no thumbnail of #" + picture.serial());
        } else if (!shown(key).equals(OptionalInt.of(picture.serial()))) {
            report(Kind.WRONG_PICTURE, key, "shows " + shown(key) + " instead of #" + picture.serial());
        } else {
            checkSize(key, picture);
        }
        Contents.Left original = contents.originals().get(key);
        if (original != null) {
            boolean rejected = !original.tags().isEmpty();
            report(rejected ? Kind.WRONG_REJECTION : Kind.LEFT, key, "original of a good picture, " + original.tags());
        }
    }

    private void checkSize(String key, Picture picture) {
        BufferedImage image = Pictures.decode(contents.thumbnails().get(key).asByteArrayUnsafe());
        double scale = Math.min(BOX / picture.width(), BOX / picture.height());
        if (Math.abs(image.getWidth() - scale * picture.width()) > 1
                || Math.abs(image.getHeight() - scale * picture.height()) > 1) {
            report(
                    Kind.WRONG_PICTURE,
                    key,
                    "%dx%d became %dx%d"
                            .formatted(picture.width(), picture.height(), image.getWidth(), image.getHeight()));
        }
    }

    private void checkIndex(String key, ResponseBytes<GetObjectResponse> thumbnail) {
        List<IndexEntry> entries = contents.index().getOrDefault(key, List.of());
        if (entries.isEmpty()) {
            report(Kind.INDEX_MISSING, key, "a thumbnail without an entry");
        } else if (entries.size() > 1) {
            report(Kind.INDEX_DOUBLED, key, names(entries).toString());
        } else {
            checkEntry(key, entries.get(0), thumbnail);
        }
    }

    private void checkEntry(String key, IndexEntry entry, ResponseBytes<GetObjectResponse> thumbnail) {
        BufferedImage image = Pictures.decode(thumbnail.asByteArrayUnsafe());
        if (entry.width() != image.getWidth() || entry.height() != image.getHeight()) {
            report(
                    Kind.INDEX_WRONG,
                    key,
                    entry.stamp() + " is the entry of %dx%d".formatted(image.getWidth(), image.getHeight()));
        }
        Optional<IndexEntry> own = ThumbnailMetadata.parse(key, thumbnail.response().metadata())
                .map(ThumbnailMetadata::entry);
        if (!own.equals(Optional.of(entry))) {
            report(
                    Kind.INDEX_STALE,
                    key,
                    entry.stamp() + ", but the thumbnail's is " + own.map(IndexEntry::stamp).orElse("none"));
        }
        truth.last(key)
                .filter(last -> plan.byMd5(last.etag()).filter(p -> shown(key).equals(OptionalInt.of(p.serial())))
                        .isPresent())
                .map(StoredObject::modified)
                .filter(time -> !isNear(time, entry.uploadedAt()))
                .ifPresent(time ->
                        report(Kind.INDEX_WRONG, key, entry.uploadedAt() + " is listed, " + time + " was the upload"));
    }

    private static boolean isNear(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(CLOCK_TOLERANCE) <= 0;
    }

    private OptionalInt shown(String key) {
        return contents.thumbnails().containsKey(key)
                ? Pictures.read(contents.thumbnails().get(key).asByteArrayUnsafe())
                : OptionalInt.empty();
    }

    private static List<String> names(List<IndexEntry> entries) {
        return entries.stream().map(IndexEntry::stamp).toList();
    }

    private void report(Kind kind, String key, String story) {
        violations.add(new Violation(kind, key, story));
    }
}
