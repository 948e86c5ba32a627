package dev.darkroom.operator.api;

/** The types of condition in a Gallery's status. */
public final class ConditionType {

    /** AWS is as the spec wants it. */
    public static final String PROVISIONED = "Provisioned";

    /** Uploads become thumbnails and visitors see them. */
    public static final String READY = "Ready";

    /** The ConfigMap of routes has mistakes; the routes from before keep running. */
    public static final String ROUTES_INVALID = "RoutesInvalid";

    private ConditionType() {}
}
