package com.afftok.shared.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.afftok.shared.Seeded;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @Test
    void reads_every_part() {
        DatabaseUrl url =
                DatabaseUrl.parse(
                        "postgresql://me:secret@db.example:6432/shop?sslmode=verify-full");

        assertThat(url)
                .isEqualTo(
                        new DatabaseUrl("db.example", 6432, "me", "secret", "shop", "verify-full"));
        assertThat(url.jdbcUrl())
                .isEqualTo(
                        "jdbc:postgresql://db.example:6432/shop?sslmode=verify-full"
                                + "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory"
                                + "&logServerErrorDetail=false");
    }

    @Test
    void names_the_certificates_to_trust_where_the_server_is_verified() {
        Path file = Path.of("/etc/our certificates.pem");

        assertThat(
                        DatabaseUrl.parse("postgres://me@db/shop?sslmode=verify-ca")
                                .trusting(file)
                                .jdbcUrl())
                .isEqualTo(
                        "jdbc:postgresql://db:5432/shop?sslmode=verify-ca"
                                + "&sslrootcert=%2Fetc%2Four%20certificates.pem"
                                + "&logServerErrorDetail=false");
        assertThat(DatabaseUrl.parse("postgres://me@db/shop?sslmode=require").verifies()).isFalse();
    }

    @Test
    void fills_in_what_is_usual() {
        assertThat(DatabaseUrl.parse("postgres://me@localhost/shop"))
                .isEqualTo(new DatabaseUrl("localhost", 5432, "me", "", "shop", "prefer"));
        assertThat(DatabaseUrl.parse("postgres://me@localhost/shop?").sslMode())
                .isEqualTo("prefer");
    }

    @ParameterizedTest
    @CsvSource({
        "p%40s%3As%2Fw%3Fd%23, p@s:s/w?d#",
        "100%25, 100%",
        "%C3%A9%F0%9F%98%80, é😀",
        "a+b, a+b",
        "a:b:c, a:b:c",
        "a@b, a@b",
        "pässword, pässword"
    })
    void reads_passwords_with_any_character(String written, String password) {
        DatabaseUrl url = DatabaseUrl.parse("postgres://me:" + written + "@db/shop");

        assertThat(url.password()).isEqualTo(password);
        assertThat(url.host()).isEqualTo("db");
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1", "2001:db8::1", "::ffff:192.0.2.1"})
    void reads_ipv6_hosts_in_brackets(String host) {
        DatabaseUrl url = DatabaseUrl.parse("postgres://me@[" + host + "]:5433/shop");

        assertThat(url.host()).isEqualTo(host);
        assertThat(url.port()).isEqualTo(5433);
        assertThat(url.jdbcUrl())
                .isEqualTo(
                        "jdbc:postgresql://["
                                + host
                                + "]:5433/shop?sslmode=prefer&logServerErrorDetail=false");
        assertThat(DatabaseUrl.parse("postgres://me@[" + host + "]/shop").port()).isEqualTo(5432);
    }

    @Test
    void shows_no_password() {
        DatabaseUrl url = DatabaseUrl.parse("postgres://me:s3cr3t@db/shop");

        assertThat(url).hasToString("postgres://me:***@db:5432/shop?sslmode=prefer");
        assertThat(url.jdbcUrl()).doesNotContain("s3cr3t", "me");
        assertThat(DatabaseUrl.parse("postgres://me@db/shop"))
                .hasToString("postgres://me@db:5432/shop?sslmode=prefer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s3cr3t | must start with a scheme and ://",
                "mysql://me:s3cr3t@db/shop | must start with postgres:// or postgresql://",
                "postgres:///s3cr3t | must name a host",
                "postgres://me:s3cr3t@/shop | must name a host",
                "postgres://me:s3cr3t@:5432/shop | must name a host",
                "postgres://db/s3cr3t | must name a user",
                "postgres://:s3cr3t@db/shop | must name a user",
                "postgres://me:s3cr3t@db | must name a database",
                "postgres://me:s3cr3t@db/ | must name a database",
                "postgres://me:s3cr3t@db/shop/more | must name one database",
                "postgres://me:s3cr3t@db:/shop | must have a port from 1 to 65535",
                "postgres://me:s3cr3t@db:0/shop | must have a port from 1 to 65535",
                "postgres://me:s3cr3t@db:65536/shop | must have a port from 1 to 65535",
                "postgres://me:s3cr3t@db:99999999999/shop | must have a port from 1 to 65535",
                "postgres://me:s3cr3t@db:-1/shop | must have a port from 1 to 65535",
                "postgres://me:s3cr3t@db:54x/shop | must have a port from 1 to 65535",
                "postgres://me:s3cr3t@db:1:2/shop | must have a port from 1 to 65535",
                "postgres://me:s3cr3t@[::1]5432/shop | must have a port from 1 to 65535",
                "postgres://me:s3cr3t@[::1/shop | must name one host, an IPv6 address in brackets",
                "postgres://me:s3cr3t@[::g]/shop | must name one host, an IPv6 address in brackets",
                "postgres://me:s3cr3t@[1:2]/shop | must name one host, an IPv6 address in brackets",
                "postgres://me:s3cr3t@[db]/shop | must name one host, an IPv6 address in brackets",
                "postgres://me:s3cr3t@a,b/shop | must name one host, an IPv6 address in brackets",
                "postgres://me:s3cr3t@-a/shop | must name one host, an IPv6 address in brackets",
                "postgres://me:s3cr3t%@db/shop | must write % as %25",
                "postgres://me:s3cr3t%2@db/shop | must write % as %25",
                "postgres://me:s3cr3t%zz@db/shop | must write % as %25",
                "postgres://me:s3cr3t%FF@db/shop | must be percent-encoded as UTF-8",
                "postgres://me:s3cr3t%00@db/shop | must not hold control characters",
                "postgres://me:s3cr3t%0a@db/shop | must not hold control characters",
                "postgres://me:s3cr3t #@db/shop | must not hold spaces or control characters",
                "postgres://me:s3cr3t#1@db/shop | must write # as %23",
                "postgres://me:s3cr3t@db/shop?ssl=s3cr3t | may have no parameter but sslmode",
                "postgres://me:s3cr3t@db/shop?sslmode=a&sslmode=b | must not give a parameter twice",
                "postgres://me:s3cr3t@db/shop?sslmode=on | must have an sslmode of disable, allow,"
                        + " prefer, require, verify-ca or verify-full"
            })
    void names_the_flaw_and_never_the_password(String url, String flaw) {
        assertThatThrownBy(() -> DatabaseUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(flaw);
    }

    @Test
    void reads_what_it_wrote() {
        Seeded.run(
                3000,
                random -> {
                    DatabaseUrl url =
                            new DatabaseUrl(
                                    random.nextBoolean() ? "db-" + random.nextInt() : "fe80::1:2",
                                    1 + random.nextInt(65535),
                                    "u" + text(random),
                                    text(random),
                                    "d" + text(random).replace('/', '_'),
                                    "require");

                    assertThat(DatabaseUrl.parse(url.uri())).isEqualTo(url);
                });
    }

    @Test
    void junk_is_refused_with_a_message() {
        Seeded.run(
                5000,
                random -> {
                    StringBuilder junk = new StringBuilder("postgres://me:s3cr3t@db:5432/shop");
                    for (int i = 1 + random.nextInt(6); i > 0; i--) {
                        int at = random.nextInt(junk.length());
                        junk.setCharAt(at, "%:/?#[]@ \n\u0000é😀".charAt(random.nextInt(13)));
                    }
                    try {
                        DatabaseUrl.parse(junk.toString());
                    } catch (IllegalArgumentException e) {
                        assertThat(e).hasMessageNotContaining("3cr");
                    }
                });
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.appendCodePoint(
                    random.nextInt(3) == 0
                            ? 0x1F600 + random.nextInt(64)
                            : ' ' + random.nextInt('~' - ' ' + 1));
        }
        return text.toString();
    }
}
