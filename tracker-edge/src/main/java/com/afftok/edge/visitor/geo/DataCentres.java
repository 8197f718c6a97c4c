package com.afftok.edge.visitor.geo;

import com.afftok.shared.address.AddressSet;
import com.afftok.shared.geo.AddressLabels;
import com.afftok.shared.geo.GeoData;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The addresses of large hosting networks, where bots run and shoppers do not.
public final class DataCentres {

    private static final long MAX_TEXT_BYTES = 32 << 20;

    private final GeoFile file;

    /// Opens the file; one that cannot be read is logged, not thrown.
    ///
    /// @param path a file that `infra/geoip/renew` made, or a text with one network in CIDR
    ///   notation per line and comments after `#`; null for the bundled file
    public DataCentres(@Nullable Path path) {
        this.file = new GeoFile(GeoData.DATA_CENTRES, path, DataCentres::text);
    }

    /// Whether an address belongs to a hosting network.
    ///
    /// @param address 4 or 16 bytes
    public boolean contains(byte[] address) {
        return !file.label(address).isEmpty();
    }

    /// The hosting network of an address, such as `aws`, or "".
    public String network(byte[] address) {
        return file.label(address);
    }

    /// Contents and age of the data.
    public String description() {
        return file.description();
    }

    /// Checks the file for changes; not to be called on an event loop.
    public void poll() {
        file.poll();
    }

    private static ListedAddresses text(Path path) throws IOException {
        if (Files.size(path) > MAX_TEXT_BYTES) {
            throw new IOException("the file is larger than " + MAX_TEXT_BYTES + " bytes");
        }
        try (Stream<String> lines = Files.readString(path).lines()) {
            List<String> networks =
                    lines.map(line -> line.replaceFirst("#.*", "").strip())
                            .filter(line -> !line.isEmpty())
                            .toList();
            return new ListedAddresses(AddressSet.of(networks));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new IOException("not a list of networks: " + e.getMessage(), e);
        }
    }

    /// Listed networks with one common label.
    private record ListedAddresses(AddressSet networks) implements AddressLabels {

        @Override
        public String label(byte[] address) {
            return networks.contains(address) ? "listed" : "";
        }

        @Override
        public String description() {
            return networks.description();
        }
    }
}
