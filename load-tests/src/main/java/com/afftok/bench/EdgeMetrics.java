package com.afftok.bench;

import java.io.IOException;

/// What the edge says of itself, on its port for operators.
record EdgeMetrics(int port) {

    /// Clicks that went to the journal, because Redis did not take them in time, since the start.
    long throughJournal() throws IOException {
        return value("afftok_clicks_kept_total{place=\"journal\"}");
    }

    /// Whether no click is left in the journal.
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
