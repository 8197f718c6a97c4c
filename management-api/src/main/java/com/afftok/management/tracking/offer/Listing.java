package com.afftok.management.tracking.offer;

import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.money.Currency;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The presentation of an offer, which its owner changes without approval.
@Introspected
@Serdeable
record Listing(
        @Nullable Long networkId,
        String title,
        @Nullable String titleAr,
        @Nullable String description,
        @Nullable String descriptionAr,
        String category,
        String currency,
        String approval,
        @Nullable String logoUrl,
        @Nullable String additionalNotes) {

    private static final Set<String> APPROVALS = Set.of("auto", "manual");
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_TEXT = 5000;
    private static final int LONGEST_CATEGORY = 60;

    Listing parsed(Fields fields) {
        fields.check(
                currency != null && Currency.find(currency).isPresent(),
                "currency",
                Problem.NOT_A_CURRENCY);
        return new Listing(
                networkId,
                fields.name("title", title, LONGEST_TITLE),
                fields.textOrNull("title_ar", titleAr, 1, LONGEST_TITLE),
                fields.linesOrNull("description", description, LONGEST_TEXT),
                fields.linesOrNull("description_ar", descriptionAr, LONGEST_TEXT),
                Objects.requireNonNullElse(
                                fields.nameOrNull("category", category, LONGEST_CATEGORY), "other")
                        .toLowerCase(Locale.ROOT),
                currency,
                fields.oneOf("approval", Objects.requireNonNullElse(approval, "auto"), APPROVALS),
                Destination.url(fields, "logo_url", logoUrl),
                Deal.notBlank(
                        fields.linesOrNull("additional_notes", additionalNotes, LONGEST_TEXT)));
    }

    /// With the Arabic texts, where present, in place of the English ones.
    Listing inArabic() {
        return new Listing(
                networkId,
                Objects.requireNonNullElse(titleAr, title),
                titleAr,
                descriptionAr == null ? description : descriptionAr,
                descriptionAr,
                category,
                currency,
                approval,
                logoUrl,
                additionalNotes);
    }
}
