import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Drives a running Darkroom with an empty sandbox from outside, as visitors do. See bench/README.md.
 *
 * <pre>
 * java -cp 'target/quarkus-app/lib/boot/*:target/quarkus-app/lib/main/*' bench/Laptop.java soak DIR [COUNT] [PARALLEL]
 * java -cp 'target/quarkus-app/lib/boot/*:target/quarkus-app/lib/main/*' bench/Laptop.java latency FILE [COUNT]
 * </pre>
 */
public final class Laptop {

    private static final String ENDPOINT = System.getProperty("endpoint", "http://localhost:4566");
    private static final String UPLOAD = "test-upload";
    private static final String RESIZED = "test-resized";
    private static final String QUEUE = "test-upload-events";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final StaticCredentialsProvider credentials =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    private final S3Client s3 = S3Client.builder()
            .endpointOverride(URI.create(ENDPOINT))
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(credentials)
            .build();
    private final SqsClient sqs = SqsClient.builder()
            .endpointOverride(URI.create(ENDPOINT))
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .build();

    public static void main(String[] args) throws Exception {
        if (args.length < 2) {
            System.err.println("Usage: soak DIR [COUNT] [PARALLEL] | latency FILE [COUNT]");
            System.exit(2);
        }
        boolean good =
                switch (args[0]) {
                    case "soak" ->
                        new Laptop().soak(Path.of(args[1]), number(args, 2, 500), number(args, 3, 8));
                    case "latency" -> new Laptop().latency(Path.of(args[1]), number(args, 2, 200));
                    default -> throw new IllegalArgumentException("No such benchmark: " + args[0]);
                };
        System.exit(good ? 0 : 1);
    }

    private static int number(String[] args, int index, int otherwise) {
        return args.length > index ? Integer.parseInt(args[index]) : otherwise;
    }

    // ------------------------------------------------------------------------------------------------ soak

    /** Uploads files under plain and awkward keys, then checks every thumbnail and that nothing is left behind. */
    private boolean soak(Path directory, int count, int parallel) throws Exception {
        List<Path> files;
        try (Stream<Path> list = Files.list(directory)) {
            files = list.filter(Files::isRegularFile).sorted().toList();
        }
        Map<String, Path> uploads = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            Path file = files.get(i % files.size());
            uploads.put(key(i, file.getFileName().toString()), file);
        }
        Instant start = Instant.now();
        ExecutorService pool = Executors.newFixedThreadPool(parallel);
        List<Future<?>> running = new ArrayList<>();
        uploads.forEach((key, file) -> running.add(pool.submit(() -> upload(key, file))));
        for (Future<?> future : running) {
            future.get();
        }
        pool.shutdown();
        Duration uploaded = Duration.between(start, Instant.now());

        Set<String> wanted = uploads.keySet();
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!keys(RESIZED).containsAll(wanted) && Instant.now().isBefore(deadline)) {
            Thread.sleep(100);
        }
        Duration all = Duration.between(start, Instant.now());
        while (!queue().equals("0 visible, 0 in work") && Instant.now().isBefore(deadline)) {
            Thread.sleep(100);
        }
        Set<String> stored = keys(RESIZED);
        Set<String> index = stored.stream().filter(k -> k.startsWith(".gallery/")).collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeAll(stored);
        List<String> wrong = new ArrayList<>();
        for (String key : wanted) {
            if (!missing.contains(key)) {
                check(key, wrong);
            }
        }
        Set<String> left = keys(UPLOAD);
        System.out.printf("uploads            %d in %.1f s, %d at a time%n", count, seconds(uploaded), parallel);
        System.out.printf("all thumbnails     after %.1f s%n", seconds(all));
        System.out.printf("missing            %d %s%n", missing.size(), head(missing));
        System.out.printf("wrong              %d %s%n", wrong.size(), head(wrong));
        System.out.printf("originals left     %d %s%n", left.size(), head(left));
        System.out.printf("index entries      %d%n", index.size());
        System.out.printf("queue              %s%n", queue());
        return missing.isEmpty() && wrong.isEmpty() && left.isEmpty() && index.size() == count;
    }

    /** Every tenth key is one of those that break careless code. */
    private static String key(int i, String name) {
        String path = "soak/%04d-".formatted(i) + name;
        return switch (i % 10 == 0 ? (i / 10) % 10 : 10) {
            case 0 -> "soak/%04d with spaces ".formatted(i) + name;
            case 1 -> "soak/%04d+plus+".formatted(i) + name;
            case 2 -> "soak/%04d%%25percent%%zz".formatted(i) + name;
            case 3 -> "soak/%04d\"double'single".formatted(i) + name;
            case 4 -> "soak/%04d-ünï-日本-😀".formatted(i) + name;
            case 5 -> "soak/%04d-${sys.user.home}-".formatted(i) + name;
            case 6 -> "soak/%04d-#{7*7}?x=y&z#f;".formatted(i) + name;
            case 7 -> pad(path, 900);
            case 8 -> "soak/%04d//double/./../dots/".formatted(i) + name;
            case 9 -> "soak/%04d<img src=x onerror=alert(1)>".formatted(i) + name;
            default -> path;
        };
    }

    private static String pad(String path, int bytes) {
        return path + "x".repeat(bytes - path.getBytes(UTF_8).length);
    }

    private void check(String key, List<String> wrong) throws IOException {
        ResponseBytes<GetObjectResponse> object = s3.getObjectAsBytes(r -> r.bucket(RESIZED).key(key));
        String type = object.response().contentType();
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(object.asByteArrayUnsafe()))) {
            ImageReader reader = ImageIO.getImageReaders(in).next();
            reader.setInput(in);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            String format = reader.getFormatName().toLowerCase();
            if (width > 400 || height > 400 || (width != 400 && height != 400) || !type.equals("image/" + format)) {
                wrong.add("%s: %dx%d %s sent as %s".formatted(key, width, height, format, type));
            }
        }
    }

    // --------------------------------------------------------------------------------------------- latency

    /** Uploads one file after the other, each as soon as the thumbnail of the one before can be read. */
    private boolean latency(Path file, int count) throws Exception {
        int warmUp = count;
        double[] millis = new double[count];
        for (int i = 0; i < warmUp + count; i++) {
            String key = "latency/" + System.nanoTime() + ".jpg";
            upload(key, file);
            long uploaded = System.nanoTime();
            while (!exists(RESIZED, key)) {
                Thread.sleep(1);
            }
            if (i >= warmUp) {
                millis[i - warmUp] = (System.nanoTime() - uploaded) / 1e6;
            }
        }
        Arrays.sort(millis);
        System.out.printf(
                "upload to thumbnail, one at a time, %d warm: p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                count, millis[count / 2], millis[(int) Math.ceil(count * 0.99) - 1], millis[count - 1]);
        return true;
    }

    // ---------------------------------------------------------------------------------------------- shared

    /** PUTs the file without credentials, as the laptop's bucket policy allows. */
    private void upload(String key, Path file) {
        URI uri = URI.create(ENDPOINT + "/" + UPLOAD + "/"
                + URLEncoder.encode(key, UTF_8).replace("+", "%20").replace("%2F", "/"));
        try {
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .PUT(HttpRequest.BodyPublishers.ofFile(file))
                    .build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(uri + " answered " + response.statusCode() + " " + response.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean exists(String bucket, String key) {
        try {
            s3.headObject(r -> r.bucket(bucket).key(key));
            return true;
        } catch (NoSuchKeyException e) {
            return false;
        }
    }

    private Set<String> keys(String bucket) {
        return s3.listObjectsV2Paginator(r -> r.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .collect(Collectors.toSet());
    }

    private String queue() {
        String url = sqs.getQueueUrl(r -> r.queueName(QUEUE)).queueUrl();
        Map<QueueAttributeName, String> attributes = sqs.getQueueAttributes(
                        r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
        return attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES) + " visible, "
                + attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE) + " in work";
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static String head(Iterable<String> items) {
        List<String> first = new ArrayList<>();
        items.forEach(first::add);
        return first.isEmpty() ? "" : first.subList(0, Math.min(5, first.size())).toString();
    }
}
