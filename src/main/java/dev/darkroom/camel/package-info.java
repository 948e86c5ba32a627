/**
 * The small steps that the routes name. Each is a plain class that a route file creates as a bean; the order of the steps, the
 * endpoints and the answers to failures stand in {@code routes/}.
 */
package dev.darkroom.camel;
