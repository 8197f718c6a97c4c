package com.afftok.management.sale.rule;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.sale.version.Effect;
import com.afftok.shared.commission.CommissionRule;
import com.afftok.shared.id.AccountId;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A rule in a request. Read-only members may be sent back and are ignored.
///
/// @param offerId of a new rule; a rule stays with its offer
/// @param promoterId of a new rule; null for all promoters
/// @param version of the rule that is changed; absent for a new one
@Serdeable
@ExactMembers(besides = {"id", "version_id", "advertiser_id", "status", "created_at", "warnings"})
record RuleRequest(
        @Nullable Long offerId,
        @Nullable Long promoterId,
        @Nullable Integer version,
        @JsonUnwrapped RuleTerms terms,
        @Nullable Instant effectiveFrom,
        @Nullable Instant effectiveUntil) {

    RuleRequest {
        Fields fields = new Fields();
        fields.idOrNull("offer_id", offerId);
        fields.idOrNull("promoter_id", promoterId);
        Effect effect = Effect.parsed(fields, effectiveFrom, effectiveUntil);
        effectiveFrom = effect.from();
        effectiveUntil = effect.until();
        CommissionRule _ = terms.parsed(fields, "", 1, null);
        fields.end();
    }

    @JsonIgnore
    Effect effect() {
        return new Effect(effectiveFrom, effectiveUntil);
    }

    /// The rule, after the constructor has found no problem.
    CommissionRule rule(long id, @Nullable Long promoter) {
        return Objects.requireNonNull(
                terms.parsed(
                        new Fields(), "", id, promoter == null ? null : new AccountId(promoter)));
    }
}
