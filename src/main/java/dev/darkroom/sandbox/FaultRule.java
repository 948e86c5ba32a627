package dev.darkroom.sandbox;

/**
 * Which calls meet which fault. Immutable.
 *
 * @param operation {@code s3:GetObject}, or {@code s3:*} for all of a service, or {@code *} for everything
 * @param bucket only calls on this bucket; empty for all calls
 * @param fault what happens
 * @param probability share of the calls that meet it, 0 to 1
 * @param limit how many calls meet it at most
 */
public record FaultRule(String operation, String bucket, Fault fault, double probability, int limit) {

    /** Checks the ranges. */
    public FaultRule {
        if (probability < 0 || probability > 1 || limit < 0) {
            throw new IllegalArgumentException("probability must be 0 to 1 and limit not negative");
        }
    }

    /** Every call of an operation. */
    public static FaultRule on(String operation, Fault fault) {
        return new FaultRule(operation, "", fault, 1, Integer.MAX_VALUE);
    }

    /** The same, for calls on one bucket only. */
    public FaultRule in(String onlyBucket) {
        return new FaultRule(operation, onlyBucket, fault, probability, limit);
    }

    /** The same, for some of the calls only. */
    public FaultRule withProbability(double share) {
        return new FaultRule(operation, bucket, fault, share, limit);
    }

    /** The same, for the next calls only. */
    public FaultRule times(int calls) {
        return new FaultRule(operation, bucket, fault, probability, calls);
    }

    boolean covers(String called, String resource) {
        boolean named = operation.equals(called)
                || operation.endsWith("*") && called.startsWith(operation.substring(0, operation.length() - 1));
        return named && (bucket.isEmpty() || bucket.equals(resource));
    }
}
