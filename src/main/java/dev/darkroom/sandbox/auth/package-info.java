/** Proof of who sends a request and that it arrived whole: SigV4, aws-chunked bodies, checksums, resource policies. */
package dev.darkroom.sandbox.auth;
