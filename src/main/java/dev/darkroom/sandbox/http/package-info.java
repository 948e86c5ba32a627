/** The port: requests as they come over the wire, answers, errors, and XML. Knows no service. */
package dev.darkroom.sandbox.http;
