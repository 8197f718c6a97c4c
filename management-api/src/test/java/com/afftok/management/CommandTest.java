package com.afftok.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.platform.config.ApiConfig;
import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.instrument.InstrumentedScheduledExecutorService;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.Test;

final class CommandTest {

    private final ApiConfig config =
            ApiConfig.read(
                    RunningApi.variables(
                            RunningApi.shared().postgres().url(), "redis://127.0.0.1:1", Map.of()));

    /// Else a job begins while the command closes what it needs.
    @Test
    void schedules_no_jobs() {
        try (ApplicationContext context = Api.command(config)) {
            assertThat(scheduled(context).getQueue()).isEmpty();
            assertThat(scheduled(context).getTaskCount()).isZero();
        }
    }

    @Test
    void schedules_the_jobs_of_the_serving_processes_there() {
        try (ApplicationContext context = Api.context(config).start()) {
            assertThat(scheduled(context).getTaskCount()).isGreaterThan(20);
        }
    }

    private static ScheduledThreadPoolExecutor scheduled(ApplicationContext context) {
        ExecutorService jobs =
                context.getBean(ExecutorService.class, Qualifiers.byName(TaskExecutors.SCHEDULED));
        return (ScheduledThreadPoolExecutor)
                ((InstrumentedScheduledExecutorService) jobs).getTarget();
    }
}
