package com.afftok.shared.commission;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Finds the cap that a commission would exceed. Shorter periods are checked first, and caps of
/// conversions before caps of money.
///
/// A commission that reaches a cap exactly does not exceed it.
final class FindCap {

    private static final Comparator<Cap> ORDER =
            Comparator.comparing(Cap::period).thenComparing(Cap.OfMoney.class::isInstance);

    private FindCap() {}

    static @Nullable Cap beyond(
            List<Cap> caps, AccountId promoter, PromoterFigures figures, Money commission) {
        return caps.stream()
                .filter(cap -> holds(cap, caps, promoter))
                .sorted(ORDER)
                .filter(cap -> isBeyond(cap, figures.paid(cap.period()), commission))
                .findFirst()
                .orElse(null);
    }

    private static boolean isBeyond(Cap cap, Paid paid, Money commission) {
        return switch (cap) {
            case Cap.OfConversions conversions -> paid.conversions() >= conversions.max();
            case Cap.OfMoney money ->
                    money.max().currency().equals(commission.currency())
                            && left(money, paid).compareTo(commission) < 0;
        };
    }

    private static Money left(Cap.OfMoney cap, Paid paid) {
        return cap.max().minus(paid.in(cap.max().currency()));
    }

    /// Whether the cap applies: it is the promoter's own, or a general cap that no own cap
    /// replaces.
    private static boolean holds(Cap cap, List<Cap> caps, AccountId promoter) {
        if (cap.promoter() != null) {
            return cap.promoter().equals(promoter);
        }
        return caps.stream()
                .noneMatch(other -> promoter.equals(other.promoter()) && isOfSameKind(cap, other));
    }

    private static boolean isOfSameKind(Cap cap, Cap other) {
        return cap.period() == other.period() && Objects.equals(currencyOf(cap), currencyOf(other));
    }

    private static @Nullable Currency currencyOf(Cap cap) {
        return switch (cap) {
            case Cap.OfConversions _ -> null;
            case Cap.OfMoney money -> money.max().currency();
        };
    }
}
