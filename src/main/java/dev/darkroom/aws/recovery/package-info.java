/**
 * What failed, as it lies in the dead-letter queue and the upload bucket, and how it is brought back. Nothing here prints.
 */
package dev.darkroom.aws.recovery;
