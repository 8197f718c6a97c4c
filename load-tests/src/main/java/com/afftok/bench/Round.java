package com.afftok.bench;

/// One contender under load once.
///
/// @param cpus how many processors the contender kept busy
/// @param redisCpus how many Redis did
/// @param postgresCpus how many PostgreSQL did
record Round(
        Contender.Kind contender,
        int number,
        WrkReport wrk,
        double cpus,
        double redisCpus,
        double postgresCpus) {}
