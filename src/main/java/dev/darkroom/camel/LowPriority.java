package dev.darkroom.camel;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a thread stand back while others want the processors; when nobody does, it is as fast as ever.
 *
 * <p>On Linux, Java's priorities mean nothing unless {@code -XX:ThreadPriorityPolicy=1} is set, and then Java warns at each start of whoever
 * is not root. So the kernel itself is told, by setpriority(2), which takes no rights to make way. Java can call it without a library
 * from 22 on; as Darkroom is built for 17, by reflection. Elsewhere Java's own priority has to do.
 */
final class LowPriority {

    private static final Logger LOG = LoggerFactory.getLogger(LowPriority.class);

    /** Of 0 to 19: a ninth of the time that each other gets who wants it. Pictures go on under any load, and a visit hardly waits for one. */
    private static final int NICE = 10;

    private static final int WITH_NATIVE_CALLS = 22;
    private static final int PRIO_PROCESS = 0;
    private static final int THIS_THREAD = 0;

    private final Optional<MethodHandle> setPriority;

    private LowPriority(Optional<MethodHandle> setPriority) {
        this.setPriority = setPriority;
    }

    /** @return the way that there is on this system; to find it takes Java a moment, 0.2 s on a busy machine */
    static LowPriority ofThisSystem() {
        boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux");
        if (!linux || Runtime.version().feature() < WITH_NATIVE_CALLS) {
            return new LowPriority(Optional.empty());
        }
        try {
            // Without --enable-native-access, Java would warn of the call.
            boolean allowed =
                    (boolean) Module.class.getMethod("isNativeAccessEnabled").invoke(LowPriority.class.getModule());
            return new LowPriority(allowed ? Optional.of(setPriority()) : Optional.empty());
        } catch (ReflectiveOperationException e) {
            LOG.warn("Visitors may wait longer while pictures are resized: no priority can be set on this Java", e);
            return new LowPriority(Optional.empty());
        }
    }

    /** Makes the calling thread stand back from now on. A second call does nothing. */
    void takeOverThisThread() {
        Thread thread = Thread.currentThread();
        if (thread.getPriority() == Thread.MIN_PRIORITY) {
            return;
        }
        thread.setPriority(Thread.MIN_PRIORITY);
        setPriority.ifPresent(LowPriority::call);
    }

    private static void call(MethodHandle setPriority) {
        try {
            int result = (int) setPriority.invokeExact(PRIO_PROCESS, THIS_THREAD, NICE);
            if (result != 0) {
                LOG.warn(
                        "Visitors may wait longer while pictures are resized: this system lets no thread have a lower priority");
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("setpriority(2) cannot be called", e);
        }
    }

    /**
     * The same as this, written for Java 22:
     *
     * <pre>{@code
     * Linker linker = Linker.nativeLinker();
     * return linker.downcallHandle(
     *         linker.defaultLookup().find("setpriority").orElseThrow(),
     *         FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
     * }</pre>
     */
    private static MethodHandle setPriority() throws ReflectiveOperationException {
        Class<?> linkers = foreign("Linker");
        Class<?> layouts = foreign("MemoryLayout");
        Class<?> descriptors = foreign("FunctionDescriptor");
        Object linker = linkers.getMethod("nativeLinker").invoke(null);
        Object lookup = linkers.getMethod("defaultLookup").invoke(linker);
        Optional<?> address = (Optional<?>)
                foreign("SymbolLookup").getMethod("find", String.class).invoke(lookup, "setpriority");
        Object number = foreign("ValueLayout").getField("JAVA_INT").get(null);
        Object arguments = arrayOf(layouts, number, number, number);
        Object descriptor =
                descriptors.getMethod("of", layouts, arguments.getClass()).invoke(null, number, arguments);
        Object options = arrayOf(foreign("Linker$Option"));
        return (MethodHandle)
                linkers.getMethod("downcallHandle", foreign("MemorySegment"), descriptors, options.getClass())
                        .invoke(linker, address.orElseThrow(), descriptor, options);
    }

    private static Class<?> foreign(String name) throws ClassNotFoundException {
        return Class.forName("java.lang.foreign." + name);
    }

    private static Object arrayOf(Class<?> type, Object... elements) {
        Object array = Array.newInstance(type, elements.length);
        for (int i = 0; i < elements.length; i++) {
            Array.set(array, i, elements[i]);
        }
        return array;
    }
}
