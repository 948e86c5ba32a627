package dev.darkroom.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.darkroom.support.InstalledJava;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the kernel knows of a thread that stands back, where Java can tell it. */
@EnabledOnOs(OS.LINUX)
class LowPriorityTest {

    private static final int NATIVE_CALLS = 22;
    private static final int NICE_IN_STAT = 16;

    @Test
    void shouldHaveTheKernelPutThisThreadBehindOthersAndNoOther() throws Exception {
        assertThat(printed("--enable-native-access=ALL-UNNAMED")).containsExactly("this one 10", "another 0");
    }

    @Test
    void shouldLeaveTheKernelAloneWithoutAWarningWhereNativeCallsAreNotAllowed() throws Exception {
        assertThat(printed()).containsExactly("this one 0", "another 0");
    }

    private static List<String> printed(String... options) throws IOException, InterruptedException {
        Optional<Path> java = InstalledJava.since(NATIVE_CALLS);
        assumeTrue(java.isPresent(), "No Java " + NATIVE_CALLS + " or newer is installed beside this one");
        List<String> command =
                new ArrayList<>(List.of(java.get().resolve("java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Threads.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }

    /** Two threads, of which one stands back. */
    static final class Threads {

        private Threads() {}

        public static void main(String... arguments) throws InterruptedException {
            LowPriority priority = LowPriority.ofThisSystem();
            Thread low = new Thread(() -> {
                priority.takeOverThisThread();
                System.out.println("this one " + nice());
            });
            low.start();
            low.join();
            System.out.println("another " + nice());
        }

        private static String nice() {
            try {
                String stat = Files.readString(Path.of("/proc/thread-self/stat"));
                return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[NICE_IN_STAT];
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
