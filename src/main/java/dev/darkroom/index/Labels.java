package dev.darkroom.index;

/** Names under which Darkroom writes down what became of the objects and messages of others. */
public final class Labels {

    /** Tag of an original that was rejected; its value is the code of the reason. */
    public static final String REJECTED_TAG = "darkroom-rejected";

    /** Tag by which a bucket's lifecycle rule finds rejected originals: rules compare whole values, and codes are many. */
    public static final String STATE_TAG = "darkroom-state";

    /** Value of {@link #STATE_TAG} on rejected originals. */
    public static final String STATE_REJECTED = "rejected";

    /** Attribute of a message in the dead-letter queue: why a worker put it there. */
    public static final String REASON_ATTRIBUTE = "darkroom-reason";

    private Labels() {}

    /**
     * @param queue name of the queue of upload events
     * @return name of its dead-letter queue
     */
    public static String deadLetterQueue(String queue) {
        return queue + "-dlq";
    }
}
