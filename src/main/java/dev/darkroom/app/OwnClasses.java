package dev.darkroom.app;

import dev.darkroom.check.Libraries;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** The classes of the jars that {@code darkroom.libraries} names. */
@ApplicationScoped
public class OwnClasses {

    private final Config config;
    private volatile Optional<ClassLoader> loader = Optional.empty();

    OwnClasses(Config config) {
        this.config = config;
    }

    /**
     * @return knows the app's classes and those of the jars
     * @throws IllegalArgumentException if there are no jars where they should be; the message says what to do
     */
    public synchronized ClassLoader loader() {
        if (loader.isEmpty()) {
            loader = Optional.of(Libraries.loader(
                    config.getOptionalValue(Libraries.SETTING, String.class).orElse("")));
        }
        return loader.get();
    }

    /** @return whether there are any */
    boolean isAny() {
        return loader() != Libraries.class.getClassLoader();
    }
}
