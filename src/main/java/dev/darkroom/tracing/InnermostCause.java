package dev.darkroom.tracing;

/** Where OpenTelemetry and the HTTP client of the JDK say what is wrong. */
final class InnermostCause {

    private InnermostCause() {}

    /** @return what caused all the rest */
    static Throwable of(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
