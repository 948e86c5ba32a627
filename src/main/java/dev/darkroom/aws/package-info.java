/**
 * AWS from Darkroom's point of view: clients, signatures for browsers, and the provisioning of buckets and queues.
 *
 * <p>The same code runs against AWS and against the sandbox; nothing here knows which of the two it talks to.
 */
package dev.darkroom.aws;
