package com.afftok.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.Stream;

/// How many processors were kept busy, and by whom, since it was made.
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

    /// Processors kept busy on average.
    ///
    /// @param others by other programs and by the kernel for nobody in particular
    record Busy(double wrk, double contender, double redis, double postgres, double others) {}

    /// What has been used until now, by the clock of the load that was made.
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

    /// The processor time of a process and all below it.
    private static Duration used(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .map(one -> one.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
