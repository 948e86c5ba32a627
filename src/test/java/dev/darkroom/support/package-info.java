/** What several tests share. */
package dev.darkroom.support;
