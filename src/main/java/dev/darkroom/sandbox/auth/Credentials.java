package dev.darkroom.sandbox.auth;

/**
 * The one pair of keys that the sandbox knows; its holder owns everything.
 *
 * @param accessKey public half, sent with each request
 * @param secretKey secret half, which signs
 */
public record Credentials(String accessKey, String secretKey) {}
