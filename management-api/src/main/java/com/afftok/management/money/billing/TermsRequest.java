package com.afftok.management.money.billing;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// New tax and due days of an advertiser's invoices.
@Serdeable
@ExactMembers
record TermsRequest(Long accountId, String effectiveFrom, BigDecimal taxPercent, Integer dueDays) {

    private static final Pattern DAY = Pattern.compile("20[0-9]{2}-[0-9]{2}-[0-9]{2}");
    private static final int A_YEAR = 365;

    TermsRequest {
        Fields fields = new Fields();
        accountId = fields.id("account_id", accountId);
        effectiveFrom = fields.present("effective_from", effectiveFrom);
        fields.check(isDay(effectiveFrom), "effective_from", Problem.NOT_A_DAY);
        taxPercent = fields.present("tax_percent", fields.percentOrNull("tax_percent", taxPercent));
        dueDays = fields.present("due_days", dueDays);
        fields.between("due_days", dueDays, 0, A_YEAR, 0);
        fields.end();
    }

    private static boolean isDay(@Nullable String day) {
        if (day == null || !DAY.matcher(day).matches()) {
            return false;
        }
        try {
            return LocalDate.parse(day).getYear() > 0;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    LocalDate day() {
        return LocalDate.parse(effectiveFrom);
    }
}
