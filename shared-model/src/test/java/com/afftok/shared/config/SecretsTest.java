package com.afftok.shared.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.afftok.shared.code.KeyRing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    private static final String KEYS = "4:000102030405060708090a0b0c0d0e0f";
    private static final KeyRing STAND_IN = KeyRing.parse("1:f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");

    @TempDir Path folder;

    @Test
    void are_read_from_the_variable() {
        Environment environment =
                new Environment(Map.of("TOKEN", "long-enough", "LINK_KEYS", KEYS));

        assertThat(environment.secret("TOKEN", 11)).isEqualTo("long-enough");
        assertThat(environment.secret("LINK_KEYS", KeyRing::parse, STAND_IN).signingKeyId())
                .isEqualTo(4);
        assertThat(environment.problems()).isEmpty();
    }

    @Test
    void are_read_from_a_file() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), KEYS + "\n");
        Path url = Files.writeString(folder.resolve("url"), "redis://:s3cr3t@cache\n");
        Environment environment =
                new Environment(
                        Map.of(
                                "LINK_KEYS_FILE",
                                file.toString(),
                                "REDIS_URL_FILE",
                                url.toString()));

        assertThat(environment.secret("LINK_KEYS", KeyRing::parse, STAND_IN).signingKeyId())
                .isEqualTo(4);
        assertThat(environment.redisUrl("REDIS_URL", "REDIS_CA").password()).isEqualTo("s3cr3t");
        assertThat(environment.problems()).isEmpty();
    }

    @Test
    void are_never_shown() {
        Map<String, String> variables =
                Map.of(
                        "TOKEN", "s3cr3t",
                        "LINK_KEYS", "1:s3cr3t",
                        "DATABASE_URL", "postgres://me:s3cr3t@db:s3cr3t/shop",
                        "REDIS_URL", "s3cr3t");

        InvalidConfiguration invalid =
                catchThrowableOfType(
                        InvalidConfiguration.class,
                        () ->
                                Environment.read(
                                        variables,
                                        environment -> {
                                            environment.secret("TOKEN", 16);
                                            environment.secret(
                                                    "LINK_KEYS", KeyRing::parse, STAND_IN);
                                            environment.databaseUrl("DATABASE_URL", "DATABASE_CA");
                                            return environment.redisUrl("REDIS_URL", "REDIS_CA");
                                        }));

        assertThat(invalid)
                .hasMessage(
                        """
                        TOKEN: must have at least 16 characters
                        LINK_KEYS: key 1 must be written as id:secret, a number and pairs of hex digits
                        DATABASE_URL: must have a port from 1 to 65535
                        REDIS_URL: must start with a scheme and ://\
                        """);
        assertThat(invalid).hasNoCause();
    }

    @Test
    void are_required() {
        Environment environment = new Environment(Map.of());

        environment.secret("TOKEN", 1);
        environment.secret("LINK_KEYS", KeyRing::parse, STAND_IN);
        environment.databaseUrl("DATABASE_URL", "DATABASE_CA");
        environment.redisUrl("REDIS_URL", "REDIS_CA");

        assertThat(environment.problems())
                .allMatch(problem -> problem.message().equals("is required"))
                .extracting(ConfigProblem::variable)
                .containsExactly("TOKEN", "LINK_KEYS", "DATABASE_URL", "REDIS_URL");
    }

    @Test
    void are_in_one_place_only() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), KEYS);
        Environment environment =
                new Environment(Map.of("TOKEN", "s3cr3t", "TOKEN_FILE", file.toString()));

        environment.secret("TOKEN", 1);

        assertThat(environment.problems())
                .containsExactly(
                        new ConfigProblem("TOKEN", "must not be given together with TOKEN_FILE"));
    }

    @Test
    void are_in_files_that_can_be_read() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), " \n");
        Path huge = Files.write(folder.resolve("huge"), new byte[64 * 1024 + 1]);
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xFF});
        Environment environment =
                new Environment(
                        Map.of(
                                "A_FILE", folder.resolve("absent").toString(),
                                "B_FILE", folder.toString(),
                                "C_FILE", binary.toString(),
                                "D_FILE", empty.toString(),
                                "E_FILE", huge.toString()));

        for (String name : new String[] {"A", "B", "C", "D", "E"}) {
            assertThat(environment.secret(name, 1)).isEmpty();
        }

        assertThat(environment.problems())
                .hasToString(
                        "[A_FILE: must name a readable text file,"
                                + " B_FILE: must name a readable text file,"
                                + " C_FILE: must name a readable text file,"
                                + " D_FILE: must name a file that holds 1 byte to 64k,"
                                + " E_FILE: must name a file that holds 1 byte to 64k]");
    }
}
