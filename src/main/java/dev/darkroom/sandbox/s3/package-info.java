/**
 * S3. {@link dev.darkroom.sandbox.s3.S3Service} finds the operation in a table of routes; the classes named
 * {@code ...Operations} carry them out on a bucket, whose lock makes each change a single step.
 */
package dev.darkroom.sandbox.s3;
