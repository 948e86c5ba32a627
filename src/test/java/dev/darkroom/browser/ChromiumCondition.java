package dev.darkroom.browser;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips tests on a machine without a browser, and says so once; where {@code DARKROOM_BROWSER_TESTS} is {@code required}, as in CI,
 * lets them run and fail.
 */
final class ChromiumCondition implements ExecutionCondition {

    private static final String REASON = "no browser tests: chromium and chromedriver are not on the path"
            + " (Debian and Ubuntu: apt-get install chromium chromium-driver)";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Chromium.installed().isPresent()) {
            return ConditionEvaluationResult.enabled("Chromium is installed");
        }
        if ("required".equals(System.getenv("DARKROOM_BROWSER_TESTS"))) {
            return ConditionEvaluationResult.enabled("browser tests are required here");
        }
        AtomicBoolean said = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(ChromiumCondition.class))
                .getOrComputeIfAbsent(AtomicBoolean.class);
        if (said.compareAndSet(false, true)) {
            System.out.println("[SKIPPED] " + REASON);
        }
        return ConditionEvaluationResult.disabled(REASON);
    }
}
