package dev.darkroom.aws.provision;

import java.util.Optional;
import java.util.function.Supplier;

/** The answer to a question about something that is not there: a bucket, a queue, or a setting of a bucket. */
final class Absent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param answer what the SDK made of the answer */
    Absent(RuntimeException answer) {
        super(answer.getMessage(), answer);
    }

    /** @return what was asked for; empty if it is not there */
    static <T> Optional<T> asEmpty(Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (Absent e) {
            return Optional.empty();
        }
    }
}
