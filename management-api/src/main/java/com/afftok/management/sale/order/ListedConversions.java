package com.afftok.management.sale.order;

import com.afftok.shared.id.AccountId;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The conversions of a list with one outcome, so that people can decide about them.
@Singleton
public final class ListedConversions {

    private final OrderListRepository lists;

    ListedConversions(OrderListRepository lists) {
        this.lists = lists;
    }

    /// A conversion in a list.
    ///
    /// @param amount according to the list; null if it has none
    /// @param currency of the amount
    @Introspected
    public record Listed(
            long conversionId, @Nullable BigDecimal amount, @Nullable String currency) {}

    /// The conversions; empty if there is no such list.
    ///
    /// @param advertiser restricts it to this advertiser's; null for all
    /// @param outcome one of [Match#DECIDABLE]
    public Optional<List<Listed>> find(long list, @Nullable AccountId advertiser, String outcome) {
        return lists.find(list, advertiser).map(found -> lists.listed(found.id(), outcome));
    }
}
