package com.afftok.management.sale.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each statement that changes a webhook or sends something to it checks the account itself,
/// whatever its caller has checked.
final class WebhookTenancyTest {

    private final RunningApi api = RunningApi.shared();
    private final WebhookRepository webhooks = api.part(WebhookRepository.class);
    private final SignedIn shop = api.signedIn(Role.ADVERTISER);
    private final SignedIn stranger = api.signedIn(Role.ADVERTISER);
    private final long webhook =
            api.sql(
                    """
                    insert into webhooks (account_id, kind, url, secret, events, resting_until,
                                          previous_secret, previous_secret_until)
                    values (%d, 'webhook', 'https://shop.example.com/in', decode('01', 'hex'),
                            '{click}', now() + interval '1 hour', decode('02', 'hex'),
                            now() + interval '1 hour')
                    returning id
                    """
                            .formatted(shop.account()));

    enum Write {
        CHANGE {
            @Override
            void by(long account, WebhookRepository webhooks, long webhook) {
                webhooks.change(account, webhook, 0, "https://other.example.com/", null, null);
            }
        },
        CHANGE_SECRET {
            @Override
            void by(long account, WebhookRepository webhooks, long webhook) {
                webhooks.changeSecret(account, webhook, new byte[] {3});
            }
        },
        DROP_PREVIOUS_SECRET {
            @Override
            void by(long account, WebhookRepository webhooks, long webhook) {
                webhooks.dropPreviousSecret(account, webhook);
            }
        },
        ARCHIVE {
            @Override
            void by(long account, WebhookRepository webhooks, long webhook) {
                webhooks.archive(account, webhook);
            }
        },
        END_REST {
            @Override
            void by(long account, WebhookRepository webhooks, long webhook) {
                webhooks.endRest(account, webhook);
            }
        },
        TEST {
            @Override
            void by(long account, WebhookRepository webhooks, long webhook) {
                webhooks.test(account, webhook, "{}");
            }
        };

        abstract void by(long account, WebhookRepository webhooks, long webhook);
    }

    @ParameterizedTest
    @EnumSource
    void changes_nothing_for_another_tenant(Write write) {
        long before = fingerprint();

        write.by(stranger.account(), webhooks, webhook);
        assertThat(fingerprint()).isEqualTo(before);

        write.by(shop.account(), webhooks, webhook);
        assertThat(fingerprint()).as("a change by the owner").isNotEqualTo(before);
    }

    /// Of the webhook and all that waits for it.
    private long fingerprint() {
        return api.sql(
                """
                select hashtextextended(concat(w, count(d.id)), 0)
                  from webhooks w left join webhook_deliveries d on d.webhook_id = w.id
                 where w.id = %d
                 group by w.id
                """
                        .formatted(webhook));
    }
}
