package dev.darkroom.gallery;

import org.apache.camel.Exchange;

/** Answers to requests that could not be answered as they should. */
interface FaultAnswers {

    /**
     * Answers a request that cannot be answered as it stands.
     *
     * @param exchange request and answer
     * @param problem what is wrong with it
     */
    void badRequest(Exchange exchange, InvalidRequestException problem);

    /**
     * Answers a request that came after too many others.
     *
     * @param exchange request and answer
     */
    void tooManyRequests(Exchange exchange);

    /**
     * Answers a request that failed through no fault of whoever sent it. Says nothing of the cause, which belongs in the log.
     *
     * @param exchange request and answer
     */
    void unavailable(Exchange exchange);
}
