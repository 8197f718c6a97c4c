package com.afftok.bench;

import java.time.Duration;
import java.util.stream.Stream;

/// The processor time that a process and all below it have used up to now.
final class CpuTime {

    private CpuTime() {}

    static Duration of(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .map(one -> one.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
