package dev.darkroom.sandbox.s3;

import dev.darkroom.sandbox.auth.Caller;
import dev.darkroom.sandbox.auth.Policy;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides who may do what with a bucket: the owner everything, others what its policy says. Stateless. */
final class AccessControl {
    /** The account that owns everything in the sandbox. */
    static final String ACCOUNT = "000000000000";

    /** The owner of an account can always repair a policy that locks everyone out. */
    private static final Set<String> NEVER_DENIED_TO_OWNER =
            Set.of("GetBucketPolicy", "PutBucketPolicy", "DeleteBucketPolicy");

    private static final Map<String, String> CONTEXT = Map.of("aws:securetransport", "false");

    /**
     * Judges an action on a bucket, or on an object when the key is not empty.
     *
     * @throws dev.darkroom.sandbox.http.ServiceException {@code AccessDenied}
     */
    void require(Caller caller, Bucket bucket, String action, String key) {
        if (!allows(caller, bucket, action, key)) {
            throw Errors.accessDenied();
        }
    }

    boolean allows(Caller caller, Bucket bucket, String action, String key) {
        Policy.Attempt attempt = new Policy.Attempt(
                caller.isOwner() ? ACCOUNT : "*",
                "s3:" + action,
                key.isEmpty() ? bucket.arn() : bucket.arn() + "/" + key,
                CONTEXT);
        Optional<Policy> policy = bucket.settings().policy();
        Policy.Verdict verdict = policy.map(p -> p.judge(attempt)).orElse(Policy.Verdict.SILENT);
        if (caller.isOwner()) {
            return verdict != Policy.Verdict.DENIED || NEVER_DENIED_TO_OWNER.contains(action);
        }
        boolean shut = bucket.settings().blocks("RestrictPublicBuckets")
                && policy.map(Policy::isPublic).orElse(false);
        return verdict == Policy.Verdict.ALLOWED && !shut;
    }
}
