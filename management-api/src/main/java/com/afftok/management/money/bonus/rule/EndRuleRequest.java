package com.afftok.management.money.bonus.rule;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.micronaut.serde.annotation.Serdeable;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/// The end of a bonus rule.
///
/// @param version that was read
/// @param lastMonth null for the present one
@Serdeable
@ExactMembers
record EndRuleRequest(Integer version, @Nullable String lastMonth) {

    EndRuleRequest {
        Fields fields = new Fields();
        version = fields.present("version", version);
        YearMonth _ = BonusRuleRequest.month(fields, "last_month", lastMonth);
        fields.end();
    }

    @JsonIgnore
    YearMonth last(YearMonth present) {
        return lastMonth == null ? present : YearMonth.parse(lastMonth);
    }
}
