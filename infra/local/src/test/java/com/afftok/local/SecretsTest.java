package com.afftok.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.afftok.shared.code.KeyRing;
import com.afftok.shared.password.PasswordRule;
import com.afftok.shared.secret.DataKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretsTest {

    private final SecureRandom random = new SecureRandom();
    @TempDir private Path home;

    @Test
    void are_made_once_and_kept() throws Exception {
        Secrets first = Secrets.in(home, random);

        assertThat(Secrets.in(home, random)).isEqualTo(first);
        assertThat(KeyRing.parse(first.get(Secrets.LINK_KEYS)).signingKeyId()).isEqualTo(1);
        assertThat(DataKeys.parse(first.get(Secrets.DATA_KEYS))).hasToString("DataKeys[1]");
        assertThat(PasswordRule.violation(first.get(Secrets.DEMO_PASSWORD))).isEmpty();
        assertThat(first.get(Secrets.DEMO_PROMOTER_PASSWORD))
                .isNotEqualTo(first.get(Secrets.DEMO_PASSWORD));
    }

    @Test
    void are_different_in_every_installation(@TempDir Path other) throws Exception {
        assertThat(Secrets.in(home, random).values().values())
                .doesNotContainAnyElementsOf(Secrets.in(other, random).values().values());
    }

    @Test
    void may_be_read_by_their_owner_alone() throws Exception {
        Secrets.in(home, random);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));

        Secrets.in(home, random);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void that_a_later_version_needs_are_added() throws Exception {
        Files.writeString(file(), "# mine\nLINK_KEYS=1:000102030405060708090a0b0c0d0e0f\n");

        Secrets secrets = Secrets.in(home, random);

        assertThat(secrets.get(Secrets.LINK_KEYS)).isEqualTo("1:000102030405060708090a0b0c0d0e0f");
        assertThat(Files.readString(file())).contains("LINK_KEYS=1:0001", "REDIS_PASSWORD=");
    }

    @Test
    void of_demo_users_that_had_one_for_all_stay_theirs() throws Exception {
        Files.writeString(file(), "DEMO_PASSWORD=Of-all-1\n");

        assertThat(Secrets.in(home, random).get(Secrets.DEMO_PROMOTER_PASSWORD))
                .isEqualTo("Of-all-1");
    }

    @Test
    void of_a_ring_grow_by_a_key_that_is_used_next() throws Exception {
        Secrets first = Secrets.in(home, random);

        int key = Secrets.rotate(home, "link", random);

        Secrets second = Secrets.in(home, random);
        assertThat(key).isEqualTo(2);
        assertThat(second.get(Secrets.LINK_KEYS)).startsWith(first.get(Secrets.LINK_KEYS) + ",2:");
        assertThat(KeyRing.parse(second.get(Secrets.LINK_KEYS)).signingKeyId()).isEqualTo(2);
        assertThat(second.get(Secrets.JWT_KEYS)).isEqualTo(first.get(Secrets.JWT_KEYS));
    }

    @Test
    void of_a_ring_that_is_full_stay_as_they_are() throws Exception {
        Secrets.in(home, random);
        for (int key = 2; key <= 31; key++) {
            Secrets.rotate(home, "data", random);
        }
        String full = Files.readString(file());

        assertThatThrownBy(() -> Secrets.rotate(home, "data", random))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("DATA_KEYS has 31 keys");
        assertThat(Files.readString(file())).isEqualTo(full);
    }

    @Test
    void in_a_damaged_file_are_named_by_their_line_and_not_shown() throws Exception {
        Files.writeString(file(), "LINK_KEYS=1:0001\nsesame\n");

        assertThatThrownBy(() -> Secrets.in(home, random))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("line 2")
                .hasMessageNotContaining("sesame");
    }

    @Test
    void do_not_show_themselves() throws Exception {
        Secrets secrets = Secrets.in(home, random);

        assertThat(secrets.toString()).doesNotContain(secrets.values().values());
    }

    private Path file() {
        return home.resolve("secrets");
    }
}
