package com.afftok.edge.sale;

import com.afftok.edge.link.Link;
import com.afftok.shared.conversion.ConversionSource;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.id.OfferId;
import com.afftok.shared.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A sale as it came in, attributed, and proven as far as its source can be: ready to be recorded.
///
/// @param source who reported it; a browser's is never more than pending
/// @param dryRun nothing is stored, but the answer is the one that it would get
/// @param click null where it was attributed by a link code or a coupon
/// @param transaction the advertiser's own name for the sale
/// @param amount what was sold, or of a refund what was given back in all so far
/// @param parameters as received and without the signature, to be kept; empty if nothing is
public record Report(
        ConversionSource source,
        Mode mode,
        boolean dryRun,
        Parties parties,
        @Nullable ClickId click,
        String transaction,
        ReportedStatus status,
        Money amount,
        Details details,
        Instant receivedAt,
        Map<String, String> parameters) {

    /// Whether money moves; test credentials never reach it.
    public enum Mode {
        LIVE("live"),
        TEST("test");

        private final String label;

        Mode(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public Report {
        parameters = Map.copyOf(parameters);
        if (source.claims() && status != ReportedStatus.PENDING) {
            throw new IllegalArgumentException("what a browser says is pending");
        }
    }

    /// What a report says of its sale beside the amount; "" where it says nothing.
    ///
    /// @param adv the five fields that are the advertiser's own
    /// @param occurredAt when the sale was made, as the advertiser says
    public record Details(
            String goal,
            String customerType,
            String coupon,
            List<String> adv,
            @Nullable Instant occurredAt) {

        public static final int ADV_FIELDS = 5;
        public static final Details NONE =
                new Details("", "", "", List.of("", "", "", "", ""), null);

        public Details {
            adv = List.copyOf(adv);
            if (adv.size() != ADV_FIELDS) {
                throw new IllegalArgumentException("there are five fields of the advertiser's own");
            }
        }

        /// What the database holds in the place of an empty text.
        public static @Nullable String orNull(String text) {
            return text.isEmpty() ? null : text;
        }
    }

    /// Whose sale it is: the link that led to it, and all that the link was made for.
    public record Parties(LinkId link, OfferId offer, AccountId promoter, AccountId advertiser) {

        public static Parties of(Link link) {
            return new Parties(link.id(), link.offer(), link.promoter(), link.advertiser());
        }
    }
}
