/**
 * One run of everything that a resizer and a gallery do, from which Java learns what it will need: its class files, read and linked. It needs
 * nothing but the app: a second process of it stands in for AWS, so that Java does not learn the sandbox by heart as well.
 */
package dev.darkroom.rehearsal;
