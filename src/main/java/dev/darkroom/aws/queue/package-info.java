/**
 * What a worker needs of SQS beyond a plain client: messages stay hidden as long as they are in work, are handed back when the
 * worker stops, and the queue may be away for a while. Knows no Camel.
 */
package dev.darkroom.aws.queue;
