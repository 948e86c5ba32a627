/**
 * Tests of the shipped routes by themselves: no queue, no bucket and no HTTP server, but mocks and stand-ins in their place. Meant to be
 * copied for routes of one's own.
 */
package dev.darkroom.routes;
