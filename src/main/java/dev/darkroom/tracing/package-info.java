/**
 * Traces of uploads, for OpenTelemetry: one for each attempt at an upload, with a span for each step. Nothing of it is loaded unless
 * traces are wanted. No key of an upload ever gets into a span.
 */
package dev.darkroom.tracing;
