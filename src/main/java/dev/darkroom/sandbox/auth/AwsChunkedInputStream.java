package dev.darkroom.sandbox.auth;

import dev.darkroom.sandbox.http.ServiceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Unpacks an {@code aws-chunked} body and verifies the signatures of its chunks and trailers, if it is signed. */
final class AwsChunkedInputStream extends InputStream {
    private static final int LONGEST_LINE = 8 * 1024;

    private final InputStream in;
    private final Optional<ChunkSigner> signer;
    private final boolean trailerExpected;
    private final Map<String, String> trailers = new TreeMap<>();
    private final MessageDigest chunkHash = SigV4.digest("SHA-256");
    private String chunkSignature = "";
    private long left;
    private boolean started;
    private boolean ended;

    AwsChunkedInputStream(InputStream in, Optional<ChunkSigner> signer, boolean trailerExpected) {
        this.in = in;
        this.signer = signer;
        this.trailerExpected = trailerExpected;
    }

    /** Trailing headers by lower-case name; complete once the stream has ended. */
    Map<String, String> trailers() {
        return trailers;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int n = in.read(buffer, offset, (int) Math.min(length, left));
        if (n < 0) {
            throw incomplete();
        }
        left -= n;
        if (signer.isPresent()) {
            chunkHash.update(buffer, offset, n);
        }
        return n;
    }

    private void nextChunk() throws IOException {
        if (started) {
            requireEmptyLine();
            verifyChunk();
        }
        started = true;
        String[] header = line().split(";", 2);
        try {
            left = Long.parseLong(header[0].trim(), 16);
        } catch (NumberFormatException e) {
            throw incomplete();
        }
        chunkSignature = header.length == 2 ? header[1].replaceFirst("^chunk-signature=", "") : "";
        if (left == 0) {
            ended = true;
            verifyChunk();
            readTrailers();
        }
    }

    private void verifyChunk() {
        String hash = HexFormat.of().formatHex(chunkHash.digest());
        signer.ifPresent(s -> s.verifyChunk(hash, chunkSignature));
    }

    private void readTrailers() throws IOException {
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw incomplete();
            }
            trailers.put(
                    line.substring(0, colon).trim().toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        String signature =
                Optional.ofNullable(trailers.remove("x-amz-trailer-signature")).orElse("");
        if (trailerExpected && signer.isPresent()) {
            StringBuilder canonical = new StringBuilder();
            trailers.forEach((name, value) ->
                    canonical.append(name).append(':').append(value).append('\n'));
            String hash = SigV4.sha256(canonical.toString().getBytes(StandardCharsets.UTF_8));
            signer.get().verifyTrailer(hash, signature);
        }
    }

    private void requireEmptyLine() throws IOException {
        if (!line().isEmpty()) {
            throw incomplete();
        }
    }

    /** The last line may end with the body instead of a line feed. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
            if (line.size() > LONGEST_LINE) {
                throw incomplete();
            }
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    private static ServiceException incomplete() {
        return new ServiceException(
                400, "IncompleteBody", "The request body terminated unexpectedly or is not properly aws-chunked.");
    }
}
