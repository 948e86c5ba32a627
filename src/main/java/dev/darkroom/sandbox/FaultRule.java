package dev.darkroom.sandbox;

/**
 * Which calls meet which fault. Immutable.
 *
 * @param operation {@code s3:GetObject}, or {@code s3:*} for all of a service, or {@code *} for everything
 * @param fault what happens
 * @param probability share of the calls that meet it, 0 to 1
 * @param limit how many calls meet it at most
 */
public record FaultRule(String operation, Fault fault, double probability, int limit) {

    /** Checks the ranges. */
    public FaultRule {
        if (probability < 0 || probability > 1 || limit < 0) {
            throw new IllegalArgumentException("probability must be 0 to 1 and limit not negative");
        }
    }

    /** Every call of an operation. */
    public static FaultRule on(String operation, Fault fault) {
        return new FaultRule(operation, fault, 1, Integer.MAX_VALUE);
    }

    /** The same, for some of the calls only. */
    public FaultRule withProbability(double share) {
        return new FaultRule(operation, fault, share, limit);
    }

    /** The same, for the next calls only. */
    public FaultRule times(int calls) {
        return new FaultRule(operation, fault, probability, calls);
    }

    boolean covers(String called) {
        return operation.equals(called)
                || operation.endsWith("*") && called.startsWith(operation.substring(0, operation.length() - 1));
    }
}
