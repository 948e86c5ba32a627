/** Starts the operator inside the app, when it is among the roles, and tells its health. */
package dev.darkroom.operator.launcher;
