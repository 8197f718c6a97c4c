package com.afftok.management.party.closing;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/// What the tax office may ask for stays when an account is closed.
final class CloseTaxTest {

    private final RunningApi api = RunningApi.shared();

    @Test
    void a_promoter_leaves_its_tax_profile_only_if_tax_was_withheld() {
        SignedIn taxed = api.signedIn(Role.PROMOTER).withPassword();
        SignedIn untaxed = api.signedIn(Role.PROMOTER).withPassword();
        for (SignedIn one : new SignedIn[] {taxed, untaxed}) {
            one.put(
                    "/api/tax-profile",
                    "{\"legal_name\":\"Layla\",\"country\":\"SA\",\"address\":\"12 Palm Street\",\"version\":0}");
            api.sql(
                    """
                    insert into payout_methods (promoter_id, method, destination, created_by, created_at, usable_from)
                    values (%1$d, 'paypal', '\\x01', %2$d, now(), now());
                    insert into payout_schedules (promoter_id, currency, every, day, method_id, next_on)
                    select %1$d, 'USD', 'weekly', 1, id, '2099-01-01' from payout_methods where promoter_id = %1$d
                    """
                            .formatted(one.account(), one.id()));
        }
        api.sql(
                """
                alter table payouts disable trigger user;
                insert into payouts (promoter_id, amount, currency, method, withheld, tax_country, tax_percent, status,
                                     failed_at, failure_reason)
                values (%d, 10, 'USD', 'paypal', 1, 'SA', 10, 'failed', now(), 'in a test');
                alter table payouts enable trigger user
                """
                        .formatted(taxed.account()));

        assertThat(close(taxed, true).body()).contains("\"what\":\"tax_profiles\"");
        assertThat(close(untaxed, true).statusCode()).isEqualTo(200);

        assertThat(count("tax_profiles where promoter_id = ", taxed.account())).isEqualTo(1);
        assertThat(count("tax_profiles where promoter_id = ", untaxed.account())).isZero();
        assertThat(
                        count(
                                "payout_schedules where next_on is not null and promoter_id = ",
                                untaxed.account()))
                .isZero();
    }

    private HttpResponse<String> close(SignedIn user, boolean keepBalance) {
        return user.post(
                "/api/auth/close", closing(SignedIn.PASSWORD, user.username(), keepBalance));
    }

    private long count(String table, long id) {
        return api.sql("select count(*) from " + table + id);
    }

    private static String closing(String password, String username, boolean keepBalance) {
        return "{\"current_password\":\"%s\",\"username\":\"%s\",\"keep_balance\":%s}"
                .formatted(password, username, keepBalance);
    }
}
