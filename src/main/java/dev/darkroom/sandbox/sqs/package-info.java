/**
 * SQS. {@link dev.darkroom.sandbox.sqs.SqsService} finds the operation; a queue keeps its messages in one order, that of
 * their visibility, under one lock.
 */
package dev.darkroom.sandbox.sqs;
