/** The Camel component {@code image}: fits pictures and tells what they are. */
package dev.darkroom.camel.component;
