package dev.darkroom.operator.objects;

/** Names of KEDA's API, for which there are no classes here. */
public final class Keda {

    /** API group. */
    public static final String GROUP = "keda.sh";

    /** The version that is used of it. */
    public static final String VERSION = "v1alpha1";

    /** Group and version. */
    public static final String API_VERSION = GROUP + "/" + VERSION;

    /** The kind that scales a Deployment. */
    public static final String SCALED_OBJECT = "ScaledObject";

    /** The kind that says how KEDA gets at the queue. */
    public static final String TRIGGER_AUTHENTICATION = "TriggerAuthentication";

    private Keda() {}
}
