package dev.darkroom.operator.objects;

/**
 * What a gallery's pods tell of themselves, and to whom: the same as the operator is told of itself. Empty texts leave it to the app.
 *
 * @param logFormat form of the log
 * @param logUploads from which level on the log tells of uploads
 * @param tracingEndpoint where traces go; empty for no traces
 * @param tracingRatio the part of all uploads that has a trace
 */
public record Telemetry(String logFormat, String logUploads, String tracingEndpoint, String tracingRatio) {}
