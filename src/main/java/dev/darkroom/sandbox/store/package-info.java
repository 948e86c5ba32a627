/** Keeps data on the heap or in a directory that survives restarts and kills. */
package dev.darkroom.sandbox.store;
