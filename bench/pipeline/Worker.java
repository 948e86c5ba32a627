package dev.darkroom.bench.pipeline;

import java.util.List;
import java.util.Map;

/**
 * A program that makes thumbnails of what the queue tells.
 *
 * @param name what it is called in tables
 * @param command its command line
 * @param warmUp how many of the pictures of a run it gets before it is measured, as a share: Java compiles while it runs
 * @param share how many of the uploads of a drain it gets at all: who needs no warm-up needs fewer
 */
record Worker(String name, List<String> command, double warmUp, double share) {

    /** @return what every worker finds in its environment */
    static Map<String, String> environment(World world, int concurrency) {
        return Map.ofEntries(
                Map.entry("ENDPOINT", world.endpoint().toString()),
                Map.entry("QUEUE", world.queueUrl()),
                Map.entry("RESIZED", World.RESIZED),
                Map.entry("CONCURRENCY", Integer.toString(concurrency)),
                Map.entry("AWS_REGION", World.REGION),
                Map.entry("AWS_DEFAULT_REGION", World.REGION),
                Map.entry("AWS_ACCESS_KEY_ID", "test"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "test"),
                Map.entry("DARKROOM_ROLES", "resizer"),
                Map.entry("DARKROOM_UPLOAD_BUCKET", World.UPLOAD),
                Map.entry("DARKROOM_RESIZED_BUCKET", World.RESIZED),
                Map.entry("DARKROOM_QUEUE", World.QUEUE),
                Map.entry("DARKROOM_AWS_REGION", World.REGION),
                Map.entry("DARKROOM_AWS_ENDPOINT", world.endpoint().toString()),
                Map.entry("DARKROOM_AWS_PATH_STYLE", "true"),
                Map.entry("DARKROOM_RESIZER_CONCURRENCY", Integer.toString(concurrency)),
                Map.entry("DARKROOM_SHUTDOWN_DELAY", "0s"),
                Map.entry("QUARKUS_HTTP_PORT", "0"),
                Map.entry("QUARKUS_MANAGEMENT_PORT", "0"),
                Map.entry("MALLOC_ARENA_MAX", "2"));
    }
}
