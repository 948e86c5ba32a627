/**
 * Finds mistakes in route files without running them: no bean is made, no class is initialized and nothing is connected to, so that
 * files of strangers can be checked. What components and steps there are is read from the class path.
 */
package dev.darkroom.check;
