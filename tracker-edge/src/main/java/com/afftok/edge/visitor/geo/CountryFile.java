package com.afftok.edge.visitor.geo;

import com.afftok.shared.address.PublicAddress;
import com.afftok.shared.geo.GeoData;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The country of any public address, from the operator's file or the bundled one.
///
/// A lookup in the bundled ranges takes tens of nanoseconds and allocates nothing, so there is no
/// cache.
public final class CountryFile {

    private final GeoFile file;

    /// Opens the file; one that cannot be read is logged, not thrown.
    ///
    /// @param path a file in MaxMind's format, or one that `infra/geoip/renew` made; null for the
    ///   bundled one
    public CountryFile(@Nullable Path path) {
        this.file = new GeoFile(GeoData.COUNTRIES, path, MmdbCountries::open);
    }

    /// The country of an address.
    ///
    /// @param address 4 or 16 bytes
    /// @return two upper-case letters, or "" if unknown
    public String country(byte[] address) {
        return PublicAddress.isPublic(address) ? file.label(address) : "";
    }

    /// Whether a file could be read.
    public boolean isServing() {
        return file.isServing();
    }

    /// Contents and age of the data.
    public String description() {
        return file.description();
    }

    /// Checks the file for changes; not to be called on an event loop.
    public void poll() {
        file.poll();
    }
}
