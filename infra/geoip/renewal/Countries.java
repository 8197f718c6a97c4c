import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;

/// The country of every address, from the package of DB-IP's free data.
final class Countries {

    private static final int FEWEST_COUNTRIES = 230;
    private static final int FEWEST_RANGES = 200_000;
    private static final int SAMPLES = 500_000;

    /// Networks that have been in one country for decades: registries and universities.
    private static final Map<String, String> KNOWN =
            Map.of(
                    "193.0.6.139", "NL",
                    "202.12.29.205", "AU",
                    "133.11.0.1", "JP",
                    "141.89.64.1", "DE",
                    "18.9.22.69", "US",
                    "212.26.18.1", "SA",
                    "2001:67c:2e8:22::c100:68b", "NL",
                    "2001:200:dff:fff1::1", "JP",
                    "2001:638:807::1", "DE",
                    "2001:16a0::1", "SA");

    private Countries() {}

    static Ranges read(Path folder, String source) throws IOException {
        MmdbTree tree = new MmdbTree(Files.readAllBytes(folder.resolve("dbip-country.mmdb")));
        Ranges ranges = new Ranges("countries", tree.built(), source);
        tree.ipv4(ranges::ipv4);
        tree.ipv6(ranges::ipv6);
        verify(tree, ranges);
        return ranges;
    }

    private static void verify(MmdbTree tree, Ranges ranges) throws IOException {
        if (ranges.labelCount() < FEWEST_COUNTRIES
                || ranges.ipv4Count() < FEWEST_RANGES
                || ranges.ipv6Count() < FEWEST_RANGES) {
            throw new IOException(
                    "only %d countries, %d IPv4 and %d IPv6 ranges"
                            .formatted(
                                    ranges.labelCount(), ranges.ipv4Count(), ranges.ipv6Count()));
        }
        for (Map.Entry<String, String> known : KNOWN.entrySet()) {
            Verification.expect(ranges, known.getKey(), known.getValue());
        }
        SplittableRandom random = new SplittableRandom(1);
        for (int sample = 0; sample < SAMPLES; sample++) {
            int ipv4 = random.nextInt();
            // 2000::/3 is the allocated part
            long ipv6 = random.nextLong() >>> 3 | 0x2000_0000_0000_0000L;
            if (!tree.ipv4(ipv4).equals(ranges.ipv4Label(ipv4 & 0xffff_ffffL))
                    || !tree.ipv6(ipv6).equals(ranges.ipv6Label(ipv6))) {
                throw new IOException("the ranges differ from the tree");
            }
        }
    }
}
