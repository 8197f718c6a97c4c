package com.afftok.management.network;

import com.afftok.management.access.Caller;
import com.afftok.management.answer.DatabaseFailure;
import com.afftok.management.audit.Audit;
import com.afftok.management.audit.AuditedObject;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes, replaces, archives and activates networks, and notes who did.
@Singleton
final class SaveNetwork {

    private final NetworkRepository networks;
    private final TransactionOperations<Connection> transactions;
    private final Audit audit;

    SaveNetwork(
            NetworkRepository networks,
            TransactionOperations<Connection> transactions,
            Audit audit) {
        this.networks = networks;
        this.transactions = transactions;
        this.audit = audit;
    }

    sealed interface Outcome {

        record Saved(NetworkRow network) implements Outcome {}

        record Refused(ErrorCode code) implements Outcome {}
    }

    /// Makes one of a request that has no problems.
    Outcome make(Caller caller, NetworkRequest request) {
        return transactions.executeWrite(_ -> {
            List<Long> id =
                    networks.insert(
                            name(request),
                            request.description(),
                            request.websiteUrl(),
                            request.logoUrl(),
                            status(request));
            return id.isEmpty()
                    ? new Outcome.Refused(ErrorCode.STATE_003)
                    : saved(caller, "network.create", id.getFirst(), null);
        });
    }

    /// What is archived stays as it is until it is activated.
    Outcome replace(Caller caller, NetworkRow before, NetworkRequest request) {
        if (before.status().equals("archived")) {
            return new Outcome.Refused(ErrorCode.STATE_002);
        }
        try {
            return transactions.executeWrite(_ -> {
                int version = Objects.requireNonNull(request.version());
                int changed =
                        networks.replace(
                                before.id(),
                                version,
                                name(request),
                                request.description(),
                                request.websiteUrl(),
                                request.logoUrl(),
                                status(request));
                return changed == 0
                        ? new Outcome.Refused(ErrorCode.STATE_001)
                        : saved(caller, "network.change", before.id(), before);
            });
        } catch (DataAccessException e) {
            if (DatabaseFailure.breaks("networks_name_is_unique", e)) {
                return new Outcome.Refused(ErrorCode.STATE_003);
            }
            throw e;
        }
    }

    Outcome activate(Caller caller, NetworkRow before) {
        return before.status().equals("active")
                ? new Outcome.Refused(ErrorCode.STATE_002)
                : transactions.executeWrite(_ -> {
                    networks.activate(before.id());
                    return saved(caller, "network.activate", before.id(), before);
                });
    }

    Outcome archive(Caller caller, NetworkRow before) {
        return before.status().equals("archived")
                ? new Outcome.Refused(ErrorCode.STATE_002)
                : transactions.executeWrite(_ -> {
                    networks.archive(before.id());
                    return saved(caller, "network.archive", before.id(), before);
                });
    }

    private Outcome saved(Caller caller, String action, long id, @Nullable NetworkRow before) {
        NetworkRow after = networks.find(id).orElseThrow();
        audit.note(caller, action, AuditedObject.of("network", id), before, after);
        return new Outcome.Saved(after);
    }

    private static String name(NetworkRequest request) {
        return Objects.requireNonNull(request.name()).strip();
    }

    private static String status(NetworkRequest request) {
        return Objects.requireNonNullElse(request.status(), "active");
    }
}
