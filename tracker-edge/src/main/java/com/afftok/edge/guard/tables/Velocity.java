package com.afftok.edge.guard.tables;

import com.afftok.shared.fraud.FraudRules;
import java.util.List;
import java.util.function.Supplier;

/// Clicks per address, and per address and promoter, in the window of the rules.
///
/// Shared by all event loops; `CountExchange` adds the counts of busy addresses from other edges
/// within a second.
public final class Velocity {

    private final SlidingCounts addresses;
    private final SlidingCounts promoterAddresses;

    /// Clicks in the window, including the present one.
    public record Counts(int address, int promoterAddress) {}

    /// Empty tables.
    ///
    /// @param slots capacity for addresses, and for pairs
    public Velocity(Supplier<FraudRules> rules, int slots) {
        this.addresses = new SlidingCounts(slots, () -> rules.get().velocity().windowMillis());
        this.promoterAddresses =
                new SlidingCounts(slots, () -> rules.get().velocity().windowMillis());
    }

    /// Counts one click.
    ///
    /// @param address made by `ClickKeys.address`
    /// @param promoterAddress made by `ClickKeys.promoterAddress`
    public Counts hit(long address, long promoterAddress, long nowMillis) {
        return new Counts(
                addresses.hit(address, nowMillis),
                promoterAddresses.hit(promoterAddress, nowMillis));
    }

    /// How many addresses and pairs were evicted before they expired.
    public long forgotten() {
        return addresses.forgotten() + promoterAddresses.forgotten();
    }

    public List<SharedCounts> shared() {
        return List.of(addresses, promoterAddresses);
    }
}
