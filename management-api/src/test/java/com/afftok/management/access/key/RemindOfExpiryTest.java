package com.afftok.management.access.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.KnownKey;
import com.afftok.management.RunningApi;
import com.afftok.management.SentMails;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import org.junit.jupiter.api.Test;

/// Makers of API keys are told before their keys expire.
final class RemindOfExpiryTest {

    private final RunningApi api = RunningApi.shared();
    private final SignedIn owner = api.signedIn(Role.ADVERTISER);
    private final RemindOfExpiry reminders = api.part(RemindOfExpiry.class);

    @Test
    void is_a_week_ahead_and_once_for_each_key() {
        KnownKey soon = keyFor("6 days 23 hours");
        KnownKey later = keyFor("7 days 1 hour");
        KnownKey gone = keyFor("-1 hour");

        reminders.remind();
        reminders.remind();

        SentMails.Read mail = SentMails.to(owner.email(), 1).getFirst();
        assertThat(mail.subject()).isEqualTo("An API key of yours is about to expire");
        assertThat(mail.text())
                .contains("aft_" + soon.id() + "_", day("6 days 23 hours"))
                .doesNotContain(soon.text());
        assertThat(queued(owner)).isEqualTo(1);
        assertThat(isReminded(later)).isFalse();
        assertThat(isReminded(gone)).isFalse();

        expires(later, "7 days");
        reminders.remind();
        assertThat(queued(owner)).isEqualTo(2);
    }

    @Test
    void is_not_for_keys_of_a_week_or_of_users_who_can_use_them_no_more() {
        KnownKey brief = keyFor("6 days");
        api.sql(
                "update api_keys set created_at = expires_at - interval '7 days' where id = "
                        + brief.id());
        SignedIn banned = api.signedIn(Role.PROMOTER);
        KnownKey theirs = KnownKey.of(banned, "read");
        expires(theirs, "6 days");
        api.sql("update users set status = 'banned' where id = " + banned.id());

        reminders.remind();

        assertThat(queued(owner)).isZero();
        assertThat(queued(banned)).isZero();
    }

    @Test
    void goes_to_confirmed_addresses_alone() {
        KnownKey key = keyFor("6 days");
        owner.unconfirmed();

        reminders.remind();

        assertThat(queued(owner)).isZero();
        assertThat(isReminded(key)).isTrue();
    }

    @Test
    void of_many_keys_goes_on_in_the_next_hour() {
        keyFor("5 days");
        api.sql(
                """
                insert into api_keys (account_id, user_id, name, scopes, secret_hash, created_at, expires_at)
                select account_id, user_id, name, scopes, secret_hash, created_at, expires_at
                  from api_keys, generate_series(1, 100)
                 where user_id = %d
                """
                        .formatted(owner.id()));
        SignedIn other = api.signedIn(Role.PROMOTER);
        expires(KnownKey.of(other, "read"), "5 days");

        reminders.remind();

        assertThat(queued(owner)).isEqualTo(5);
        assertThat(queued(other)).as("after more than a hundred keys").isEqualTo(1);
        api.sql(
                "update mails set created_at = created_at - interval '1 hour' where recipient = '%s'"
                        .formatted(owner.email()));
        reminders.remind();
        assertThat(queued(owner)).isEqualTo(10);
    }

    private KnownKey keyFor(String time) {
        KnownKey key = KnownKey.of(owner, "read");
        expires(key, time);
        return key;
    }

    private void expires(KnownKey key, String time) {
        api.sql(
                """
                update api_keys
                   set created_at = now() - interval '30 days', expires_at = now() + interval '%s'
                 where id = %d
                """
                        .formatted(time, key.id()));
    }

    private String day(String time) {
        return api.text(
                "select ((now() + interval '%s') at time zone 'UTC')::date::text".formatted(time));
    }

    private boolean isReminded(KnownKey key) {
        return api.sql(
                        "select count(*) from api_keys where reminded_at is not null and id = "
                                + key.id())
                == 1;
    }

    private long queued(SignedIn user) {
        return api.sql(
                "select count(*) from mails where kind = 'key_expires' and recipient = '%s'"
                        .formatted(user.email()));
    }
}
