package com.afftok.bench;

import java.io.IOException;

/// The metrics of an edge, read from its admin port.
record EdgeMetrics(int port) {

    /// Clicks since the start that Redis did not acknowledge in time, and that are in the journal.
    long throughJournal() throws IOException {
        return value("afftok_clicks_kept_total{place=\"journal\"}");
    }

    /// Whether the journal is empty.
    boolean journalIsEmpty() throws IOException {
        return value("afftok_journal_bytes") == 0;
    }

    private long value(String series) throws IOException {
        String metrics = Loopback.get(port, "/metrics");
        return metrics.lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(series.length() + 1)))
                .sum();
    }
}
