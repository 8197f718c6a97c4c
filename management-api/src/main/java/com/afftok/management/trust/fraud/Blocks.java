package com.afftok.management.trust.fraud;

import com.afftok.management.access.Caller;
import com.afftok.management.platform.config.ApiConfig;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.address.AddressKeys;
import com.afftok.shared.address.PublicAddress;
import com.afftok.shared.address.TrustedProxies;
import com.afftok.shared.block.BlockReason;
import com.afftok.shared.block.SharedBlocks;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who is kept out by hand: single addresses for a while, and networks.
///
/// No address is kept, and none is in the log of changes: there they go by their keys.
@Singleton
final class Blocks {

    private final BlocksInRedis addresses;
    private final BlockedNetworkRepository networks;
    private final Audit audit;
    private final TellGuards edges;
    private final TransactionOperations<Connection> transactions;
    private final InstantSource clock;
    private final AddressKeys keys;
    private final TrustedProxies trusted;

    Blocks(
            BlocksInRedis addresses,
            BlockedNetworkRepository networks,
            Audit audit,
            TellGuards edges,
            TransactionOperations<Connection> transactions,
            InstantSource clock,
            ApiConfig config) {
        this.addresses = addresses;
        this.networks = networks;
        this.audit = audit;
        this.edges = edges;
        this.transactions = transactions;
        this.clock = clock;
        this.keys = AddressKeys.of(config.linkKeys());
        this.trusted = config.http().trustedProxies();
    }

    /// Whether edges would refuse an address for being blocked: they never do so to those of our
    /// own.
    boolean mayBlock(byte[] address) {
        return !PublicAddress.isInternal(address) && !trusted.contains(address);
    }

    /// The same of a network: whether any of its addresses may be blocked.
    boolean mayBlock(BlockedRange network) {
        return !network.isOurs(trusted);
    }

    long key(byte[] address) {
        return keys.of(address);
    }

    /// The block is noted before it is in force, so that none is in force that nobody is answerable
    /// for. Redis is asked outside of the transaction: others who note something wait for its end.
    /// A block that Redis does not take after all is refused, and noted again when it is asked for
    /// again.
    BlockedViews.Block block(Caller.Admin caller, long key, Instant until, String reason) {
        Instant now = clock.instant();
        String name = AddressKeys.format(key);
        BlockedViews.Block after = new BlockedViews.Block(name, until, reason);
        Instant end = addresses.end(key, now);
        note(
                caller,
                "address.block",
                name,
                end == null ? null : new BlockedViews.Block(name, end, null),
                after);
        addresses.block(key, until, now, new BlockReason.ByPerson(caller.id(), now, reason));
        return after;
    }

    private void note(
            Caller.Admin caller,
            String action,
            String name,
            BlockedViews.@Nullable Block before,
            BlockedViews.@Nullable Block after) {
        transactions.executeWrite(_ -> {
            audit.note(caller, action, new AuditedObject("address", name), before, after);
            return true;
        });
    }

    /// Lifts the block of an address, as blocks are noted and made.
    ///
    /// @return whether it was blocked
    boolean unblock(Caller.Admin caller, long key) {
        String name = AddressKeys.format(key);
        Instant end = addresses.end(key, clock.instant());
        if (end == null) {
            return false;
        }
        note(caller, "address.unblock", name, new BlockedViews.Block(name, end, null), null);
        addresses.unblock(key);
        return true;
    }

    /// Nothing if as many networks are blocked as may be.
    Optional<BlockedViews.Network> block(
            Caller.Admin caller, String network, @Nullable Instant until, String reason) {
        Optional<BlockedViews.Network> blocked =
                transactions.executeWrite(_ -> {
                    Optional<BlockedNetworkRow> before = networks.lock(network);
                    if (before.isEmpty() && networks.count() >= SharedBlocks.MAX_NETWORKS) {
                        return Optional.<BlockedViews.Network>empty();
                    }
                    networks.block(network, reason, until, caller.id().value(), clock.instant());
                    BlockedViews.Network after =
                            networks.lock(network).map(BlockedViews.Network::of).orElseThrow();
                    audit.note(
                            caller,
                            "network.block",
                            new AuditedObject("network", after.network()),
                            before.map(BlockedViews.Network::of).orElse(null),
                            after);
                    return Optional.of(after);
                });
        blocked.ifPresent(_ -> edges.changed());
        return blocked;
    }

    /// Takes a network off the list.
    ///
    /// @return whether it was on the list
    boolean unblock(Caller.Admin caller, String network) {
        boolean unblocked =
                transactions.executeWrite(_ -> {
                    Optional<BlockedNetworkRow> before = networks.lock(network);
                    if (before.isEmpty()) {
                        return false;
                    }
                    networks.unblock(network);
                    audit.note(
                            caller,
                            "network.unblock",
                            new AuditedObject("network", before.get().network()),
                            BlockedViews.Network.of(before.get()),
                            null);
                    return true;
                });
        if (unblocked) {
            edges.changed();
        }
        return unblocked;
    }
}
