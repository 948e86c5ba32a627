package dev.darkroom.sandbox.sqs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Carries out an operation of SQS. */
@FunctionalInterface
interface SqsOperation {
    ObjectNode run(SqsRequest request) throws IOException;
}
