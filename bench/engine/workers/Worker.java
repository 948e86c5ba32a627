import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;

/** Answers the driver for one Java tool. The protocol is in bench/README.md. */
abstract class Worker {
    /**
     * Fits a picture into 400x400.
     *
     * @param format {@code jpeg}, {@code png}, or {@code same} for an animation that stays one
     */
    abstract byte[] fit(byte[] file, String format) throws Exception;

    final void serve() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        byte[] file = {};
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split("\t");
            String answer = "ok";
            try {
                switch (words[0]) {
                    case "load" -> file = Files.readAllBytes(Path.of(words[1]));
                    case "fit" -> answer = "ok\t" + repeat(file, words[1], Integer.parseInt(words[2]));
                    case "save" -> Files.write(Path.of(words[2]), fit(file, words[1]));
                    case "about" -> answer = "ok\tJava " + Runtime.version();
                    default -> throw new IllegalArgumentException(line);
                }
            } catch (Exception | Error failure) {
                answer = "error\t" + failure.toString().replaceAll("\\s+", " ");
            }
            System.out.println(answer);
        }
    }

    private long repeat(byte[] file, String format, int times) throws Exception {
        long bytes = 0;
        for (int i = 0; i < times; i++) {
            bytes += fit(file, format).length;
        }
        return bytes / times;
    }
}
