package com.afftok.edge.visitor.geo;

import com.afftok.edge.file.WatchedFile;
import com.afftok.shared.geo.AddressLabels;
import com.afftok.shared.geo.AddressRanges;
import com.afftok.shared.geo.GeoData;
import com.afftok.shared.geo.RangeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The labels of the operator's file, or of the bundled one.
///
/// The operator's file is watched; until it is readable, all addresses are unknown, and the edge
/// serves.
final class GeoFile {

    private static final Logger log = LoggerFactory.getLogger(GeoFile.class);

    private final @Nullable WatchedFile<AddressLabels> watched;
    private final @Nullable AddressLabels bundled;

    /// Reads the file immediately, if possible.
    ///
    /// @param other opens files that are not range files
    GeoFile(GeoData data, @Nullable Path file, WatchedFile.Opener<AddressLabels> other) {
        if (file != null) {
            this.watched =
                    new WatchedFile<>(
                            data.kind(),
                            file,
                            path -> open(path, data, other),
                            AddressLabels::description);
            this.bundled = null;
        } else {
            this.watched = null;
            this.bundled = bundled(data);
        }
    }

    String label(byte[] address) {
        AddressLabels labels = labels();
        return labels == null ? "" : labels.label(address);
    }

    boolean isServing() {
        return labels() != null;
    }

    String description() {
        AddressLabels labels = labels();
        return labels == null ? "nothing" : labels.description();
    }

    void poll() {
        if (watched != null) {
            watched.poll();
        }
    }

    private @Nullable AddressLabels labels() {
        return watched == null ? bundled : watched.content();
    }

    private static AddressLabels open(
            Path path, GeoData data, WatchedFile.Opener<AddressLabels> other) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            if (in.read() == RangeFile.GZIP_MAGIC >> 8
                    && in.read() == (RangeFile.GZIP_MAGIC & 255)) {
                try (InputStream whole = Files.newInputStream(path)) {
                    return RangeFile.read(whole, data);
                }
            }
        }
        return other.open(path);
    }

    private static AddressLabels bundled(GeoData data) {
        AddressRanges ranges = data.bundled();
        log.atInfo()
                .addKeyValue("what", data.kind())
                .addKeyValue("file", "bundled")
                .addKeyValue("data", ranges.description())
                .log("geo file read");
        return ranges;
    }
}
