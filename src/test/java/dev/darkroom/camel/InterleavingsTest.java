package dev.darkroom.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.PictureInfo;
import dev.darkroom.index.IndexEntry;
import dev.darkroom.index.ThumbnailMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * One key, uploaded several times while several workers are at it: thousands of orders in which their calls to S3 can fall, with
 * events twice and in any order, calls that fail before or after they took effect, and workers that die between any two calls.
 * Each has to end with the picture uploaded last and one entry in the index.
 *
 * <p>The steps are those of {@code resize.camel.yaml}; what they decide is decided by the classes that it names. {@code -Ddarkroom.test.interleavings=N} tries more.
 */
class InterleavingsTest {

    private static final int ORDERS = Integer.getInteger("darkroom.test.interleavings", 1_000);
    private static final int WORKERS = 3;
    private static final String KEY = "holiday.jpg";
    private static final double FAULTS = 0.05;

    /** Steps of all from storing a thumbnail to deleting its original: two of the worker itself, and two of others. */
    private static final int PROMPT = 4;

    private static ExecutorService threads;

    @BeforeAll
    static void startThreads() {
        threads = Executors.newCachedThreadPool();
    }

    @AfterAll
    static void stopThreads() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "AB", "ABC", "ABCDE"})
    void shouldEndWithThePictureUploadedLast(String pictures) throws InterruptedException, ExecutionException {
        for (int seed = 0; seed < ORDERS; seed++) {
            Run run = new Run(seed, pictures, Integer.MAX_VALUE);
            ThumbnailMetadata end = end(pictures, run);
            assertThat(end.entry().uploadedAt()).as("time; %s", run).isEqualTo(run.lastUploadedAt());
        }
    }

    /**
     * S3 deletes by content, so it takes the picture of an earlier upload for that of a later one. That a worker finds out about
     * if it stores anew whenever it was slow; DESIGN.md tells what remains.
     */
    @ParameterizedTest
    @ValueSource(strings = {"AA", "ABB", "ABA", "ABAB", "AABBA", "ABCABC"})
    void shouldEndWithThePictureUploadedLastAlsoWhenItWasUploadedBefore(String pictures)
            throws InterruptedException, ExecutionException {
        for (int seed = 0; seed < ORDERS; seed++) {
            end(pictures, new Run(seed, pictures, PROMPT));
        }
    }

    private static ThumbnailMetadata end(String pictures, Run run) throws InterruptedException, ExecutionException {
        run.finish();

        String last = pictures.substring(pictures.length() - 1);
        StepwiseS3.Stored thumbnail = run.s3.look("thumbs", KEY);
        assertThat(thumbnail).as("thumbnail; %s", run).isNotNull();
        ThumbnailMetadata metadata =
                ThumbnailMetadata.parse(KEY, thumbnail.metadata()).orElseThrow();
        assertThat(thumbnail.content()).as("picture; %s", run).startsWith(last);
        assertThat(run.s3.keys("uploads/")).as("originals; %s", run).isEmpty();
        assertThat(run.s3.keys("thumbs/" + IndexEntry.PREFIX))
                .as("index; %s", run)
                .containsExactly("thumbs/" + metadata.entry().objectKey());
        return metadata;
    }

    /** An event that waits in the queue. */
    private record Event(Upload upload, int receives) {}

    private static final class WorkerDied extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** One order of events. */
    private static final class Run {

        private final Interleaving order;
        private final StepwiseS3 s3;
        private final StoredThumbnails stored;
        private final List<Event> queue = new ArrayList<>();
        private final List<String> story = new ArrayList<>();
        private final String pictures;
        private final int prompt;
        private int uploaded;

        /** @param prompt most steps, of all, between a worker's storing and deleting */
        Run(long seed, String pictures, int prompt) {
            this.prompt = prompt;
            story.add("seed " + seed);
            this.order = new Interleaving(seed);
            this.s3 = new StepwiseS3(order, FAULTS);
            this.stored = new StoredThumbnails(s3, "thumbs", "no-cache");
            this.pictures = pictures;
        }

        void finish() throws InterruptedException, ExecutionException {
            List<Callable<Void>> actors = new ArrayList<>();
            actors.add(this::upload);
            for (int worker = 0; worker < WORKERS; worker++) {
                String name = "worker " + worker;
                actors.add(() -> work(name));
            }
            order.run(threads, actors);
        }

        Instant lastUploadedAt() {
            return uploadedAt(pictures.length() - 1);
        }

        private static Instant uploadedAt(int upload) {
            return Instant.ofEpochSecond(1_000_000 + 10L * upload);
        }

        private Void upload() throws InterruptedException {
            for (int i = 0; i < pictures.length(); i++) {
                order.yield();
                Instant now = uploadedAt(i);
                s3.store("uploads", KEY, new StepwiseS3.Stored(pictures.substring(i, i + 1), Map.of(), now));
                story.add("upload " + pictures.charAt(i));
                for (int copies = order.random().nextInt(2); copies >= 0; copies--) {
                    queue.add(new Event(new Upload("uploads", KEY, Optional.of(now), Optional.empty()), 0));
                }
                uploaded++;
            }
            return null;
        }

        private Void work(String name) throws InterruptedException {
            while (uploaded < pictures.length() || !queue.isEmpty()) {
                order.yield();
                if (!queue.isEmpty()) {
                    Event event = queue.remove(order.random().nextInt(queue.size()));
                    try {
                        resize(name, event.upload());
                    } catch (SdkException | IllegalStateException | WorkerDied e) {
                        story.add(name + " failed: " + e);
                        queue.add(new Event(event.upload(), event.receives() + 1));
                    }
                }
            }
            return null;
        }

        private void resize(String name, Upload upload) {
            Optional<IndexEntry> entry = Optional.empty();
            try {
                FittedUpload fitted = fit(upload);
                story.add(name + " fits " + fitted.original().eTag());
                boolean deleted;
                do {
                    entry = Optional.of(stored.place(fitted));
                    int stored = order.steps();
                    story.add(name + " stored " + fitted.original().eTag());
                    IndexEntry listed = entry.get();
                    s3.putObject(r -> r.bucket("thumbs").key(listed.objectKey()), RequestBody.empty());
                    story.add(name + " listed " + listed);
                    deleted = s3.deleteUnless(
                            () -> order.steps() - stored > prompt,
                            DeleteObjectRequest.builder()
                                    .bucket("uploads")
                                    .key(KEY)
                                    .ifMatch(fitted.original().eTag())
                                    .build());
                } while (!deleted);
                story.add(name + " deleted " + fitted.original().eTag());
            } catch (NoSuchKeyException | NothingLeftToDoException e) {
                story.add(name + " finds it gone");
                stored.tidy(upload, entry);
            } catch (S3Exception e) {
                story.add(name + " finds a newer one");
                stored.tidy(upload, entry);
            }
        }

        private FittedUpload fit(Upload upload) {
            StepwiseS3.Stored original = s3.get("uploads", KEY);
            byte[] content = (original.content() + " ".repeat(12)).getBytes(StandardCharsets.US_ASCII);
            Instant uploadedAt = original.lastModified();
            return new FittedUpload(
                    new Original(upload, original.eTag(), uploadedAt),
                    content,
                    new PictureInfo(ImageFormat.PNG, 400, 300, 1));
        }

        @Override
        public String toString() {
            return String.join("; ", story);
        }
    }
}
