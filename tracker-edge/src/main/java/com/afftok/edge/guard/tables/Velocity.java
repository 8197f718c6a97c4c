package com.afftok.edge.guard.tables;

import com.afftok.shared.fraud.FraudRules;
import java.util.List;
import java.util.function.Supplier;

/// How many clicks an address, and one promoter's links from one address, had in the window of the
/// rules.
///
/// Shared by the event loops of an edge; between edges the counts of busy addresses are added
/// within a second by the `CountExchange`.
public final class Velocity {

    private final SlidingCounts addresses;
    private final SlidingCounts promoterAddresses;

    /// Clicks in the window, the one just counted included.
    public record Counts(int address, int promoterAddress) {}

    /// Nothing was counted yet.
    ///
    /// @param slots how many addresses, and how many pairs, are remembered
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

    /// How many addresses and pairs gave way to others while they still counted.
    public long forgotten() {
        return addresses.forgotten() + promoterAddresses.forgotten();
    }

    public List<SharedCounts> shared() {
        return List.of(addresses, promoterAddresses);
    }
}
