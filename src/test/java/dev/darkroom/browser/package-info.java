/** The gallery as visitors see it: the packaged app in a real Chromium. */
package dev.darkroom.browser;
