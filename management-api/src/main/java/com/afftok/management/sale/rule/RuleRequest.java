package com.afftok.management.sale.rule;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.InvalidRequest;
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

    /// The offer of a new rule.
    ///
    /// @throws InvalidRequest with all problems, if it is not valid
    long newRule() {
        Fields fields = new Fields();
        long offer = fields.id("offer_id", offerId);
        check(fields);
        return offer;
    }

    /// The version that is changed.
    ///
    /// @throws InvalidRequest with all problems, if it is not valid
    int changedVersion() {
        Fields fields = new Fields();
        fields.idOrNull("offer_id", offerId);
        Integer changed = fields.present("version", version);
        check(fields);
        return changed;
    }

    private void check(Fields fields) {
        fields.idOrNull("promoter_id", promoterId);
        Effect _ = Effect.parsed(fields, effectiveFrom, effectiveUntil);
        CommissionRule _ = terms.parsed(fields, "", 1, null);
        fields.end();
    }

    @JsonIgnore
    Effect effect() {
        return Effect.parsed(new Fields(), effectiveFrom, effectiveUntil);
    }

    /// The rule, which is valid.
    CommissionRule rule(long id, @Nullable Long promoter) {
        return Objects.requireNonNull(
                terms.parsed(
                        new Fields(), "", id, promoter == null ? null : new AccountId(promoter)));
    }
}
