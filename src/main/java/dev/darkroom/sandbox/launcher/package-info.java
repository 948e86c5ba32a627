/** Starts the sandbox inside the app, when it is among the roles, and provisions it as AWS would be. */
package dev.darkroom.sandbox.launcher;
