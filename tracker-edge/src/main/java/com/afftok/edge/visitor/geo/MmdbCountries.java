package com.afftok.edge.visitor.geo;

import com.afftok.shared.geo.AddressLabels;
import com.afftok.shared.geo.CountryCode;
import com.maxmind.db.DatabaseRecord;
import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbParameter;
import com.maxmind.db.Networks;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The countries of a file in MaxMind's format, in either layout, held in memory.
///
/// GeoLite2, GeoIP2 and DB-IP's own files have `country.iso_code`, those of ip-location-db and
/// IPinfo `country_code`; the first entries decide.
final class MmdbCountries implements AddressLabels {

    private static final Logger log = LoggerFactory.getLogger(MmdbCountries.class);
    private static final int PROBED_NETWORKS = 1000;

    private final Reader reader;
    private final Class<? extends Entry> layout;
    private final boolean onlyIpv4;
    private final String description;
    private volatile boolean damageReported;

    /// The part of an entry that is read; public, because the reader uses reflection.
    public sealed interface Entry permits Flat, Nested {

        @Nullable String code();
    }

    /// `{"country_code": "SA"}`
    public record Flat(@Nullable String code) implements Entry {

        @MaxMindDbConstructor
        public Flat(@MaxMindDbParameter(name = "country_code") @Nullable String code) {
            this.code = code;
        }
    }

    /// `{"country": {"iso_code": "SA"}}`
    public record Nested(@Nullable Country country) implements Entry {

        @MaxMindDbConstructor
        public Nested(@MaxMindDbParameter(name = "country") @Nullable Country country) {
            this.country = country;
        }

        @Override
        public @Nullable String code() {
            return country == null ? null : country.code();
        }
    }

    public record Country(@Nullable String code) {

        @MaxMindDbConstructor
        public Country(@MaxMindDbParameter(name = "iso_code") @Nullable String code) {
            this.code = code;
        }
    }

    private MmdbCountries(Reader reader, Class<? extends Entry> layout) {
        this.reader = reader;
        this.layout = layout;
        this.onlyIpv4 = reader.getMetadata().ipVersion() == 4;
        this.description =
                reader.getMetadata().databaseType() + " of " + reader.getMetadata().buildTime();
    }

    /// Reads a whole file.
    ///
    /// @throws IOException if it is another kind of file, damaged, or without countries
    static MmdbCountries open(Path file) throws IOException {
        Reader reader = new Reader(file.toFile(), Reader.FileMode.MEMORY);
        try {
            MmdbCountries countries = new MmdbCountries(reader, layout(reader));
            countries.probe();
            return countries;
        } catch (InvalidNetworkException e) {
            throw new IOException("the file's tree is damaged", e);
        }
    }

    @Override
    public String label(byte[] address) {
        // an IPv4 tree would interpret the start of an IPv6 address as IPv4
        if (onlyIpv4 && address.length != 4) {
            return "";
        }
        try {
            Entry entry = reader.get(InetAddress.getByAddress(address), layout);
            return entry == null ? "" : CountryCode.of(entry.code());
        } catch (UnknownHostException e) {
            return "";
        } catch (IOException | RuntimeException e) {
            reportDamage(e);
            return "";
        }
    }

    @Override
    public String description() {
        return description;
    }

    @SuppressWarnings("rawtypes") // the reader takes a class, and a generic one has none
    private static Class<? extends Entry> layout(Reader reader)
            throws IOException, InvalidNetworkException {
        Networks<Map> networks = reader.networks(Map.class);
        for (int i = 0; i < PROBED_NETWORKS && networks.hasNext(); i++) {
            Map<?, ?> entry = networks.next().data();
            if (entry.get("country_code") instanceof String) {
                return Flat.class;
            }
            if (entry.get("country") instanceof Map<?, ?> country
                    && country.get("iso_code") instanceof String) {
                return Nested.class;
            }
        }
        throw new IOException("the file names no countries");
    }

    /// Reads some entries as later lookups do.
    private void probe() throws IOException, InvalidNetworkException {
        Networks<? extends Entry> networks = reader.networks(layout);
        for (int i = 0; i < PROBED_NETWORKS && networks.hasNext(); i++) {
            DatabaseRecord<? extends Entry> network = networks.next();
            String code = CountryCode.of(network.data().code());
            if (!code.isEmpty()
                    && code.equals(label(network.network().networkAddress().getAddress()))) {
                return;
            }
        }
        throw new IOException("the file names no countries");
    }

    private void reportDamage(Exception damage) {
        if (!damageReported) {
            damageReported = true;
            log.atError()
                    .addKeyValue("data", description)
                    .addKeyValue("problem", damage.toString())
                    .log("country file is damaged, some countries stay unknown");
        }
    }
}
