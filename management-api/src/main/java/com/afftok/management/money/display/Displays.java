package com.afftok.management.money.display;

import com.afftok.management.money.rate.RateRepository;
import com.afftok.management.money.rate.RateRepository.Pair;
import com.afftok.management.platform.setting.Setting;
import com.afftok.management.platform.setting.Settings;
import com.afftok.shared.money.Currency;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the rates with which amounts are shown in another currency.
@Singleton
public final class Displays {

    private final RateRepository rates;
    private final Settings settings;
    private final InstantSource clock;

    Displays(RateRepository rates, Settings settings, InstantSource clock) {
        this.rates = rates;
        this.settings = settings;
        this.clock = clock;
    }

    /// How amounts are shown with the rates of a day, or of today if it is in the future; null if
    /// no currency is asked for.
    ///
    /// @param code of the currency to show
    /// @param from the currencies of the amounts
    public @Nullable Display in(@Nullable String code, LocalDate day, Collection<Currency> from) {
        if (code == null) {
            return null;
        }
        LocalDate today = today();
        LocalDate asked = day.isAfter(today) ? today : day;
        Currency to = Currency.of(code);
        Currency through = Currency.find(settings.text(Setting.EXCHANGE_BASE)).orElse(to);
        FindRate find = new FindRate(rates.newest(pairs(from, to, through), asked), to, through);
        return new Display(
                to, find, asked, asked.minusDays(settings.number(Setting.STALE_RATE_DAYS)));
    }

    /// The same with the rates of today.
    public @Nullable Display in(@Nullable String code, Collection<Currency> from) {
        return in(code, today(), from);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static List<Pair> pairs(Collection<Currency> from, Currency to, Currency through) {
        List<Pair> pairs = new ArrayList<>();
        for (Currency one : from) {
            addBoth(pairs, one, to);
            addBoth(pairs, one, through);
        }
        addBoth(pairs, through, to);
        return pairs.stream().distinct().toList();
    }

    private static void addBoth(List<Pair> pairs, Currency one, Currency other) {
        if (!one.equals(other)) {
            pairs.add(new Pair(one.code(), other.code()));
            pairs.add(new Pair(other.code(), one.code()));
        }
    }
}
