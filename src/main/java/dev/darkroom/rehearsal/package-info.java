/**
 * One run of everything that a resizer and a gallery do, from which Java learns what it will need: its class files, linked, and what is
 * called often. It needs nothing but this process.
 */
package dev.darkroom.rehearsal;
