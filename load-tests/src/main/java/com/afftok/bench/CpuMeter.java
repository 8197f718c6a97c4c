package com.afftok.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.Stream;

/// Measures the use of processors since its creation, by process.
final class CpuMeter {

    private static final OperatingSystemMXBean MACHINE =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final ProcessHandle contender;
    private final ProcessHandle redis;
    private final ProcessHandle postgres;
    private final Duration ofContender;
    private final Duration ofRedis;
    private final Duration ofPostgres;

    CpuMeter(ProcessHandle contender, ProcessHandle redis, ProcessHandle postgres) {
        this.contender = contender;
        this.redis = redis;
        this.postgres = postgres;
        this.ofContender = used(contender);
        this.ofRedis = used(redis);
        this.ofPostgres = used(postgres);
        MACHINE.getCpuLoad(); // each call tells of the time since the one before
    }

    /// The processors in use on average.
    ///
    /// @param others used by other programs, and by the kernel without a process
    record Busy(double wrk, double contender, double redis, double postgres, double others) {}

    /// The use until now, by the clock of the load generator.
    Busy read(WrkReport wrk) {
        double seconds = WrkReport.seconds(wrk.took());
        double all = MACHINE.getCpuLoad() * MACHINE.getAvailableProcessors();
        double contenders = WrkReport.seconds(used(contender).minus(ofContender)) / seconds;
        double ofRedisNow = WrkReport.seconds(used(redis).minus(ofRedis)) / seconds;
        double ofPostgresNow = WrkReport.seconds(used(postgres).minus(ofPostgres)) / seconds;
        double known = wrk.cpus() + contenders + ofRedisNow + ofPostgresNow;
        return new Busy(
                wrk.cpus(), contenders, ofRedisNow, ofPostgresNow, Math.max(0, all - known));
    }

    /// The processor time of a process and its descendants.
    private static Duration used(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .map(one -> one.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
