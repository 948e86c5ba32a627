package dev.darkroom.sandbox.s3;

import dev.darkroom.sandbox.http.ServiceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code multipart/form-data} (RFC 7578) part by part, without holding more than a buffer of it. */
final class FormReader {
    private static final int BUFFER = 64 * 1024;
    private static final int LONGEST_LINE = 8 * 1024;
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";,]{1,70})\"?", Pattern.CASE_INSENSITIVE);
    private static final Pattern ATTRIBUTE =
            Pattern.compile("\\b(name|filename)=(?:\"((?:\\\\\"|[^\"])*)\"|([^;\\s]+))");

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    /** Up to here the buffer is certainly content of the current part. */
    private int contentEnd;

    private boolean delimiterSeen;

    /**
     * A part, to be read before the next one.
     *
     * @param name name of the field
     * @param fileName name of the file, empty for none
     * @param content its value
     */
    record Part(String name, String fileName, InputStream content) {}

    private FormReader(InputStream in, String boundary) {
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        // The first boundary has no line end before it unless a preamble comes first.
        buffer[limit++] = '\r';
        buffer[limit++] = '\n';
    }

    static FormReader of(S3Request request) {
        String type = request.header("content-type").orElse("");
        Matcher boundary = BOUNDARY.matcher(type);
        if (!type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data") || !boundary.find()) {
            throw new ServiceException(
                    412, "PreconditionFailed", "Bucket POST must be of the enclosure-type multipart/form-data");
        }
        return new FormReader(request.http().body(), boundary.group(1));
    }

    /** Skips what is left of the current part and opens the next one. */
    Optional<Part> next() throws IOException {
        skipContent();
        position += delimiter.length;
        delimiterSeen = false;
        contentEnd = position;
        if (line().startsWith("--")) {
            return Optional.empty();
        }
        Map<String, String> attributes = new HashMap<>();
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-disposition:")) {
                Matcher attribute = ATTRIBUTE.matcher(header);
                while (attribute.find()) {
                    String quoted = attribute.group(2);
                    attributes.put(
                            attribute.group(1),
                            quoted == null
                                    ? attribute.group(3)
                                    : quoted.replace("\\\"", "\"").replace("%22", "\""));
                }
            }
        }
        contentEnd = position;
        return Optional.of(
                new Part(attributes.getOrDefault("name", ""), attributes.getOrDefault("filename", ""), new Content()));
    }

    private void skipContent() throws IOException {
        while (contentAvailable()) {
            position = contentEnd;
        }
    }

    /** Makes content of the current part available, or finds that it has ended. */
    private boolean contentAvailable() throws IOException {
        while (position == contentEnd && !delimiterSeen) {
            int found = indexOfDelimiter();
            if (found >= 0) {
                contentEnd = found;
                delimiterSeen = true;
            } else {
                contentEnd = Math.max(position, limit - delimiter.length + 1);
                if (contentEnd == position) {
                    fill();
                }
            }
        }
        return position < contentEnd;
    }

    private int indexOfDelimiter() {
        for (int i = position; i <= limit - delimiter.length; i++) {
            int matched = 0;
            while (matched < delimiter.length && buffer[i + matched] == delimiter[matched]) {
                matched++;
            }
            if (matched == delimiter.length) {
                return i;
            }
        }
        return -1;
    }

    private void fill() throws IOException {
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
        contentEnd = 0;
        int n = in.read(buffer, limit, buffer.length - limit);
        if (n < 0) {
            throw new ServiceException(
                    400,
                    "MalformedPOSTRequest",
                    "The body of your POST request is not well-formed multipart/form-data.");
        }
        limit += n;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            if (position == limit) {
                if (line.toString().startsWith("--")) {
                    return line.toString();
                }
                fill();
            }
            char c = (char) (buffer[position++] & 0xFF);
            if (c == '\n' || line.length() == LONGEST_LINE) {
                break;
            }
            line.append(c);
        }
        return new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                .stripTrailing();
    }

    /** The content of the current part. */
    private final class Content extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            if (!contentAvailable()) {
                return -1;
            }
            int n = Math.min(count, contentEnd - position);
            System.arraycopy(buffer, position, target, offset, n);
            position += n;
            return n;
        }
    }
}
