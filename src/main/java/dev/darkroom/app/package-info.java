/**
 * The application around the routes: where its settings come from, which roles it runs, and what it says at start.
 */
package dev.darkroom.app;
