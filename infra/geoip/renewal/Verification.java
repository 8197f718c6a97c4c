import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/// Checks new data before it replaces the old.
final class Verification {

    private Verification() {}

    static void expect(Ranges ranges, String address, String label) throws IOException {
        byte[] bytes = InetAddress.ofLiteral(address).getAddress();
        String found =
                bytes.length == 4
                        ? ranges.ipv4Label(ByteBuffer.wrap(bytes).getInt() & 0xffff_ffffL)
                        : ranges.ipv6Label(ByteBuffer.wrap(bytes).getLong());
        if (!found.equals(label)) {
            throw new IOException(
                    "%s is in \"%s\", expected \"%s\"".formatted(address, found, label));
        }
    }
}
