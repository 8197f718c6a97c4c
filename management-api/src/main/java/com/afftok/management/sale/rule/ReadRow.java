package com.afftok.management.sale.rule;

import com.afftok.shared.commission.CommissionRule;
import com.afftok.shared.commission.ReadRule;
import com.afftok.shared.commission.RuleReading;
import com.afftok.shared.id.AccountId;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Reads a stored rule as the edge reads it.
@Singleton
public final class ReadRow {

    private static final Argument<List<Object>> OBJECTS = Argument.listOf(Object.class);

    private final ObjectMapper json;

    ReadRow(ObjectMapper json) {
        this.json = json;
    }

    /// Empty if it is not valid; then sales that it might apply to are held for review.
    public Optional<CommissionRule> rule(RuleRow row) {
        Long promoter = row.promoterId();
        return switch (ReadRule.of(
                row.id(),
                promoter == null ? null : new AccountId(promoter),
                Map.of(
                        "name", row.name(),
                        "payout_type", row.payoutType(),
                        "amount", row.amount(),
                        "percent", row.percent(),
                        "currency", row.currency(),
                        "priority", row.priority(),
                        "tiers", objects(row.tiers()),
                        "conditions", objects(row.conditions())))) {
            case RuleReading.Read(CommissionRule rule) -> Optional.of(rule);
            case RuleReading.Refused _ -> Optional.empty();
        };
    }

    List<Object> objects(String text) {
        try {
            return Objects.requireNonNull(json.readValue(text, OBJECTS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
