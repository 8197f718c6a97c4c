package com.afftok.management.trust.block;

import com.afftok.management.access.Caller;
import com.afftok.management.platform.config.ApiConfig;
import com.afftok.management.platform.edge.TellGuards;
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

/// Blocks by administrators: of single addresses for some time, and of networks.
///
/// Neither addresses nor audit log entries with them are stored: addresses are identified by their
/// keys.
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

    /// Whether edges would block an address: they never block our own.
    boolean mayBlock(byte[] address) {
        return !PublicAddress.isInternal(address) && !trusted.contains(address);
    }

    /// Whether edges would block any address of a network.
    boolean mayBlock(BlockedRange network) {
        return !network.isOurs(trusted);
    }

    long key(byte[] address) {
        return keys.of(address);
    }

    /// Blocks an address. The audit log entry is committed before the block, so that no block
    /// exists without one. Redis is called outside of the transaction, because others wait for the
    /// lock of the log. If Redis fails, the request is refused, and recorded again when it is
    /// repeated.
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

    /// Removes the block of an address, recorded first as in [#block].
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

    /// Empty if the maximum of blocked networks is reached.
    Optional<BlockedViews.Network> block(
            Caller.Admin caller, BlockedRange range, @Nullable Instant until, String reason) {
        String network = range.text();
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

    /// Removes the block of a network.
    ///
    /// @return whether the network was blocked
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
