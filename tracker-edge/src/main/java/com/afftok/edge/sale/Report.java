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

/// An attributed sale, proven as far as its source allows, ready to be recorded.
///
/// @param source who reported it; a browser's report is never more than pending
/// @param dryRun nothing is stored, but the answer is the same
/// @param click null if it was attributed by a link code or a coupon
/// @param transaction the advertiser's id of the sale
/// @param amount of the sale, or the total amount refunded so far
/// @param parameters as received without the signature, to be stored; empty if none
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

    /// Whether money moves; test credentials move none.
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

    /// The details of a sale beside the amount; "" if absent.
    ///
    /// @param adv the advertiser's own five fields
    /// @param occurredAt the time of the sale according to the advertiser
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

        /// Null in place of an empty text.
        public static @Nullable String orNull(String text) {
            return text.isEmpty() ? null : text;
        }
    }

    /// The parties of a sale: the link that led to it, with its offer and accounts.
    public record Parties(LinkId link, OfferId offer, AccountId promoter, AccountId advertiser) {

        public static Parties of(Link link) {
            return new Parties(link.id(), link.offer(), link.promoter(), link.advertiser());
        }
    }
}
