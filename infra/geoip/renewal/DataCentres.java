import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The addresses of the networks in data-centres.txt, from the package of open ASN data.
final class DataCentres {

    private static final int SHARE_THAT_MAY_VANISH = 10;
    private static final int FEWEST_RANGES = 2_000;

    /// Hosting networks, and homes, phones, relays and offices that must not count as such.
    private static final Map<String, String> KNOWN =
            Map.ofEntries(
                    Map.entry("52.95.110.1", "aws"),
                    Map.entry("3.5.140.1", "aws"),
                    Map.entry("34.64.4.1", "google-cloud"),
                    Map.entry("20.36.32.1", "azure"),
                    Map.entry("51.38.0.1", "ovh"),
                    Map.entry("88.198.0.1", "hetzner"),
                    Map.entry("2a01:4f8::1", "hetzner"),
                    Map.entry("2604:a880::1", "digitalocean"),
                    Map.entry("8.8.8.8", ""),
                    Map.entry("1.1.1.1", ""),
                    Map.entry("104.28.0.1", ""),
                    Map.entry("172.224.224.1", ""),
                    Map.entry("2a02:26f7::1", ""),
                    Map.entry("2606:54c0::1", ""),
                    Map.entry("73.0.0.1", ""),
                    Map.entry("84.128.0.1", ""),
                    Map.entry("172.56.0.1", ""),
                    Map.entry("2600:1700::1", ""),
                    Map.entry("2a01:cb00::1", ""));

    private DataCentres() {}

    private record Network(long number, String label, String registeredTo) {}

    static Ranges read(Path folder, Path list, String version, String source) throws IOException {
        Map<Long, Network> networks = networks(list);
        Ranges ranges = new Ranges("data centres", date(version), source);
        Set<Long> found = new HashSet<>();
        Set<Long> strangers = new HashSet<>();
        collect(folder.resolve("asn-ipv4-num.csv"), networks, found, strangers, ranges::ipv4, 0);
        collect(folder.resolve("asn-ipv6-num.csv"), networks, found, strangers, ranges::ipv6, 64);
        verify(ranges, networks, found, strangers);
        return ranges;
    }

    private interface Column {
        void range(long start, String label) throws IOException;
    }

    private static void collect(
            Path file,
            Map<Long, Network> networks,
            Set<Long> found,
            Set<Long> strangers,
            Column column,
            int droppedBits)
            throws IOException {
        BigInteger last = BigInteger.ONE.shiftLeft(droppedBits == 0 ? 32 : 64);
        BigInteger next = BigInteger.ZERO;
        column.range(0, "");
        try (Stream<String> lines = Files.lines(file)) {
            for (String line : (Iterable<String>) lines::iterator) {
                String[] fields = line.split(",", 4);
                Network network = networks.get(Long.parseLong(fields[2]));
                if (network == null) {
                    continue;
                }
                if (!fields[3].contains(network.registeredTo())) {
                    strangers.add(network.number());
                    continue;
                }
                // rounded to whole networks: a part of a /64 does not count
                BigInteger from = up(new BigInteger(fields[0]), droppedBits);
                BigInteger to =
                        new BigInteger(fields[1]).add(BigInteger.ONE).shiftRight(droppedBits);
                from = from.max(next);
                if (from.compareTo(to) >= 0) {
                    continue;
                }
                found.add(network.number());
                if (from.compareTo(next) > 0 && next.signum() > 0) {
                    column.range(next.longValue(), "");
                }
                column.range(from.longValue(), network.label());
                next = to;
            }
        }
        if (next.signum() > 0 && next.compareTo(last) < 0) {
            column.range(next.longValue(), "");
        }
    }

    private static BigInteger up(BigInteger address, int bits) {
        return address.add(BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE))
                .shiftRight(bits);
    }

    private static Map<Long, Network> networks(Path list) throws IOException {
        Map<Long, Network> networks = new HashMap<>();
        for (String line : Files.readAllLines(list)) {
            String entry = line.replaceFirst("#.*", "").strip();
            if (entry.isEmpty()) {
                continue;
            }
            String[] fields = entry.split("\\s+", 3);
            if (fields.length != 3) {
                throw new IOException("not number, label and name: " + line);
            }
            Network network = new Network(Long.parseLong(fields[0]), fields[1], fields[2]);
            if (networks.put(network.number(), network) != null) {
                throw new IOException("listed twice: " + network.number());
            }
        }
        return networks;
    }

    private static void verify(
            Ranges ranges, Map<Long, Network> networks, Set<Long> found, Set<Long> strangers)
            throws IOException {
        report("registered under another name, left out", networks, List.copyOf(strangers));
        List<Long> missing = networks.keySet().stream().filter(n -> !found.contains(n)).toList();
        report("without addresses", networks, missing);
        if (missing.size() * SHARE_THAT_MAY_VANISH > networks.size()) {
            throw new IOException(missing.size() + " networks have no addresses any more");
        }
        if (ranges.ipv4Count() < FEWEST_RANGES) {
            throw new IOException("only " + ranges.ipv4Count() + " IPv4 ranges");
        }
        for (Map.Entry<String, String> known : KNOWN.entrySet()) {
            Verification.expect(ranges, known.getKey(), known.getValue());
        }
    }

    private static void report(String what, Map<Long, Network> networks, List<Long> numbers) {
        for (long number : numbers) {
            System.err.println("  AS" + number + " " + networks.get(number).label() + ": " + what);
        }
    }

    /// The package's version ends in the hour of its data: 2.3.2026061719.
    private static LocalDate date(String version) {
        String day = version.substring(version.lastIndexOf('.') + 1).substring(0, 8);
        return LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE);
    }
}
