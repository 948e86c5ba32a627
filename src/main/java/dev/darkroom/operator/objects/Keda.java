package dev.darkroom.operator.objects;

/** Names of KEDA's API, for which there are no classes here. */
public final class Keda {

    /** Group and version. */
    public static final String API_VERSION = "keda.sh/v1alpha1";

    /** The kind that scales a Deployment. */
    public static final String SCALED_OBJECT = "ScaledObject";

    /** The kind that says how KEDA gets at the queue. */
    public static final String TRIGGER_AUTHENTICATION = "TriggerAuthentication";

    private Keda() {}
}
