package dev.darkroom.image.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/**
 * ImageIO's registry is shared by all class loaders, and holds the plug-ins of the one that asked for it first: in a run of all
 * tests that may be the one of the application under test, whose classes are not the same as a unit test's.
 */
public final class RegisteredPlugins {
    private RegisteredPlugins() {}

    /**
     * Makes sure that the plug-in is registered, and that it is the one of this class loader.
     *
     * @throws AssertionError if no class loader registered it by itself
     */
    public static void ensureOwn(ImageReaderSpi own) {
        IIORegistry registry = IIORegistry.getDefaultInstance();
        List<ImageReaderSpi> found = sameName(registry, own);
        assertThat(found).as("registered in META-INF/services").isNotEmpty();
        if (registry.getServiceProviderByClass(own.getClass()) == null) {
            found.forEach(other -> registry.deregisterServiceProvider(other, ImageReaderSpi.class));
            registry.registerServiceProvider(own, ImageReaderSpi.class);
        }
    }

    private static List<ImageReaderSpi> sameName(IIORegistry registry, ImageReaderSpi own) {
        List<ImageReaderSpi> found = new ArrayList<>();
        Iterator<ImageReaderSpi> all = registry.getServiceProviders(ImageReaderSpi.class, false);
        while (all.hasNext()) {
            ImageReaderSpi spi = all.next();
            if (spi.getClass().getName().equals(own.getClass().getName())) {
                found.add(spi);
            }
        }
        return found;
    }
}
