package com.afftok.edge.visitor.geo;

import com.afftok.shared.address.PublicAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The country of any public address, from the operator's file or the bundled one.
///
/// The bundled ranges answer in tens of nanoseconds and allocate nothing; there is therefore no
/// cache before them.
public final class CountryFile {

    private final GeoFile file;

    /// Opens the file; one that cannot be read is logged, not thrown.
    ///
    /// @param path a file in MaxMind's format, or one that `infra/geoip/renew` made; null for the
    ///   bundled one
    public CountryFile(@Nullable Path path) {
        this.file = new GeoFile(GeoData.COUNTRIES, path, MmdbCountries::open);
    }

    /// Looks up one address.
    ///
    /// @param address 4 or 16 bytes
    /// @return two upper-case letters, or "" if the country is unknown or the address has none
    public String country(byte[] address) {
        return PublicAddress.isPublic(address) ? file.label(address) : "";
    }

    /// Whether any file could be read so far.
    public boolean isServing() {
        return file.isServing();
    }

    /// What the data are and how old.
    public String description() {
        return file.description();
    }

    /// Looks whether the file has changed; not to be called on an event loop.
    public void poll() {
        file.poll();
    }
}
