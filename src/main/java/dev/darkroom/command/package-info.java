/**
 * What the packaged app does when it is started with a command, such as {@code failures}, instead of running its roles. A command
 * reads the same settings as the running app, but starts neither Quarkus nor routes nor servers.
 */
package dev.darkroom.command;
