/**
 * Brings the AWS side of a gallery into being and keeps it right: two buckets, a queue with its dead-letter queue, and the
 * rules between them.
 *
 * <p>{@link dev.darkroom.aws.provision.Provisioner} is the way in. Each other class ensures one aspect: it reads what is
 * there, writes only what differs, leaves alone what others have configured, and reports through
 * {@link dev.darkroom.aws.provision.Changes}. A second run therefore writes nothing.
 */
package dev.darkroom.aws.provision;
