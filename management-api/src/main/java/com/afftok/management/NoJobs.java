package com.afftok.management;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.ScheduledExecutorTaskScheduler;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;

/// Drops all jobs while a command runs: they are those of the serving processes, and would begin
/// while the command ends.
@Factory
@Requires(env = NoJobs.COMMAND)
final class NoJobs {

    static final String COMMAND = "command";

    @Singleton
    @Primary
    @Named(TaskExecutors.SCHEDULED)
    @Replaces(ScheduledExecutorTaskScheduler.class)
    ScheduledExecutorTaskScheduler none() {
        ScheduledThreadPoolExecutor ended =
                new ScheduledThreadPoolExecutor(1, new ThreadPoolExecutor.DiscardPolicy());
        ended.shutdown();
        return new ScheduledExecutorTaskScheduler(ended);
    }
}
