package com.afftok.management.tracking.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import org.junit.jupiter.api.Test;

/// Each statement that decides about an application checks the advertiser itself, independently of
/// its caller.
final class ApplicationTenancyTest {

    private final RunningApi api = RunningApi.shared();
    private final ApplicationRepository applications = api.part(ApplicationRepository.class);
    private final SignedIn shop = api.signedIn(Role.ADVERTISER);
    private final SignedIn stranger = api.signedIn(Role.ADVERTISER);
    private final SignedIn promoter = api.signedIn(Role.PROMOTER);
    private final long offer =
            api.sql(
                    """
                    insert into offers (advertiser_id, title, destination_url, payout, currency)
                    values (%d, 'Offer', 'https://shop.example.com/', 5, 'USD') returning id
                    """
                            .formatted(shop.account()));
    private final long application =
            api.sql(
                    """
                    insert into user_offers (promoter_id, offer_id, advertiser_id, by_join, status)
                    values (%d, %d, %d, true, 'pending') returning id
                    """
                            .formatted(promoter.account(), offer, shop.account()));

    @Test
    void another_tenant_approves_nothing() {
        assertThat(applications.approve(application, stranger.account(), false)).isZero();
        assertThat(is("pending")).isTrue();

        assertThat(applications.approve(application, shop.account(), false)).isEqualTo(1);
        assertThat(is("active")).isTrue();
    }

    @Test
    void another_tenant_ends_nothing() {
        assertThat(applications.end(promoter.account(), offer, stranger.account(), false, "no"))
                .isEmpty();
        assertThat(is("pending")).isTrue();

        assertThat(applications.end(promoter.account(), offer, shop.account(), false, "no"))
                .containsExactly(application);
        assertThat(is("archived")).isTrue();
    }

    private boolean is(String status) {
        return api.sql(
                        "select count(*) from user_offers where id = %d and status = '%s'"
                                .formatted(application, status))
                == 1;
    }
}
