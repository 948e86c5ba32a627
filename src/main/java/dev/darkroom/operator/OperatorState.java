package dev.darkroom.operator;

import java.util.Optional;

/**
 * How the operator stands.
 *
 * @param role {@code leading}, {@code standing by} or {@code waiting}
 * @param trouble what keeps it from its work; empty if nothing does
 * @param warning what it leaves out of its work; empty if that is nothing
 */
public record OperatorState(String role, Optional<String> trouble, Optional<String> warning) {

    private static final String LEADING = "leading";

    /** @return whether it looks after Galleries, rather than standing by */
    public boolean leads() {
        return role.equals(LEADING);
    }

    static OperatorState leading(Optional<String> warning) {
        return new OperatorState(LEADING, Optional.empty(), warning);
    }

    static OperatorState standingBy(Optional<String> warning) {
        return new OperatorState("standing by", Optional.empty(), warning);
    }

    static OperatorState trouble(String what) {
        return new OperatorState("waiting", Optional.of(what), Optional.empty());
    }
}
