package com.afftok.management.access.password;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.platform.config.ApiConfig;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Passwords are hashed at the cost of production, which tests with an API don't have.
final class PasswordsTest {

    private static final String PASSWORD = "Correct-Horse-7";

    private final HashCost cost = new HashCost.Source().cost();
    private final Passwords passwords =
            new Passwords(
                    ApiConfig.read(
                            RunningApi.variables(
                                    "postgres://u:p@127.0.0.1:1/a",
                                    "redis://127.0.0.1:1",
                                    Map.of())),
                    cost,
                    new SecureRandom());

    @Test
    void are_kept_as_argon2id_hashes_with_19_mib_and_two_passes() {
        String hash = passwords.hash(PASSWORD).orElseThrow();

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.compare(PASSWORD, hash)).isEqualTo(Passwords.Comparison.SAME);
        assertThat(passwords.compare(PASSWORD + "7", hash))
                .isEqualTo(Passwords.Comparison.DIFFERENT);
        assertThat(passwords.renewed(PASSWORD, hash)).isEmpty();
        assertThat(passwords.hash(PASSWORD)).isNotEqualTo(Optional.of(hash));
    }

    @Test
    void of_another_cost_are_hashed_again() {
        String cheap =
                new HashCost(64, 1).function().hash(PASSWORD, "saltsaltsaltsalt").getResult();

        assertThat(passwords.renewed(PASSWORD, cheap).orElseThrow())
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void of_unknown_accounts_cost_the_same() {
        assertThat(cost.nobodys()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.compare(PASSWORD, null)).isEqualTo(Passwords.Comparison.DIFFERENT);
        assertThat(passwords.hashed()).isEqualTo(1);
    }
}
