package com.afftok.management.access.password;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/// Threads that get a processor after the other threads of the machine.
///
/// Linux keeps a priority per thread, which a thread may lower by itself; Java's own priorities
/// have no effect there. Elsewhere these are ordinary threads.
final class LowPriority implements ThreadFactory {

    /// A thread gets a tenth of the processor time of a thread of the default, 0.
    static final int NICE = 10;

    private static final int PRIO_PROCESS = 0;
    private static final int CALLING_THREAD = 0;

    private static final @Nullable MethodHandle SET_PRIORITY = setPriority();

    private final ThreadFactory threads;

    LowPriority(ThreadFactory threads) {
        this.threads = threads;
    }

    @Override
    public @Nullable Thread newThread(Runnable work) {
        return threads.newThread(() -> {
            lower();
            work.run();
        });
    }

    /// Null where a priority belongs to the whole process.
    @SuppressWarnings("restricted") // jvm.options permits it
    private static @Nullable MethodHandle setPriority() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return null;
        }
        Linker linker = Linker.nativeLinker();
        FunctionDescriptor type = FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
        return linker.defaultLookup()
                .find("setpriority")
                .map(address -> linker.downcallHandle(address, type))
                .orElse(null);
    }

    /// The system refuses no thread that lowers its own priority.
    private static void lower() {
        if (SET_PRIORITY == null) {
            return;
        }
        try {
            int _ = (int) SET_PRIORITY.invokeExact(PRIO_PROCESS, CALLING_THREAD, NICE);
        } catch (Throwable e) {
            throw new IllegalStateException("setpriority could not be called", e);
        }
    }
}
