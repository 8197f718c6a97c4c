package com.afftok.management.tracking.offer;

import static com.afftok.management.tracking.offer.OfferRowBuilder.anOffer;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each statement that changes an offer checks the owner itself, independently of its caller.
final class OfferTenancyTest {

    private static final OfferTerms.Agreed AGREED =
            new OfferTerms.Agreed(
                    new Deal(
                            new BigDecimal("7.00"),
                            "cpa",
                            BigDecimal.ZERO,
                            List.of(),
                            List.of(),
                            List.of(),
                            90,
                            30,
                            14,
                            null),
                    new Landing("https://other.example.com/", List.of(), false, 0));

    private static final OfferTerms TERMS =
            new OfferTerms(
                    new Listing(
                            null, "Other", null, null, null, "other", "USD", "auto", null, null),
                    AGREED,
                    false);

    private final RunningApi api = RunningApi.shared();
    private final OfferRepository offers = api.part(OfferRepository.class);
    private final SignedIn stranger = api.signedIn(Role.ADVERTISER);
    private final long offer = anOffer().in(api);
    private final long owner =
            api.sql("select advertiser_id from offers where id = %d".formatted(offer));

    enum Write {
        REPLACE {
            @Override
            void by(long account, OfferRepository offers, long offer) {
                offers.replace(offer, account, false, 0, TERMS);
            }
        },
        MOVE {
            @Override
            void by(long account, OfferRepository offers, long offer) {
                offers.move(offer, account, false, 0, "paused", null);
            }
        },
        PROPOSE {
            @Override
            void by(long user, OfferRepository offers, long offer) {
                offers.propose(offer, user, false, AGREED);
            }
        },
        WITHDRAW {
            @Override
            void by(long account, OfferRepository offers, long offer) {
                offers.withdraw(offer, account, false);
            }
        },
        ADOPT {
            @Override
            void by(long account, OfferRepository offers, long offer) {
                offers.adopt(offer, account, false);
            }
        };

        abstract void by(long account, OfferRepository offers, long offer);
    }

    @ParameterizedTest
    @EnumSource
    void changes_nothing_for_another_tenant(Write write) {
        if (write != Write.PROPOSE) {
            offers.propose(offer, owner, false, AGREED);
        }
        long before = fingerprint();

        write.by(stranger.account(), offers, offer);
        assertThat(fingerprint()).isEqualTo(before);

        write.by(owner, offers, offer);
        assertThat(fingerprint()).as("a change by the owner").isNotEqualTo(before);
    }

    /// Of all stored data of the offer.
    private long fingerprint() {
        return api.sql(
                """
                select hashtextextended(concat(o, p), 0)
                  from offers o left join offer_proposals p on p.offer_id = o.id
                 where o.id = %d
                """
                        .formatted(offer));
    }
}
