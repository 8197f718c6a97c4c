package com.afftok.management.tracking.network;

import com.afftok.management.access.Caller;
import com.afftok.management.platform.answer.Outcome;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.statement.Columns;
import com.afftok.management.tracking.network.NetworkRepository.Row;
import com.afftok.management.tracking.offer.Destination;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.NetworkId;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/// Creates, replaces, archives and activates networks, and records it in the audit log.
@Singleton
final class SaveNetwork {

    static final Set<String> STATUSES = Set.of("active", "paused", "archived");
    private static final Columns<Wanted> COLUMNS = Columns.of(Wanted.class);

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

    /// The fields of a network.
    ///
    /// @param version of the network that is replaced; ignored for a new one
    @Serdeable
    record Wanted(
            @Nullable Integer version,
            String name,
            @Nullable String description,
            @Nullable String websiteUrl,
            @Nullable String logoUrl,
            String status) {

        Wanted {
            Fields fields = new Fields();
            name = fields.name("name", name, 100);
            description = fields.linesOrNull("description", description, 5000);
            websiteUrl = Destination.url(fields, "website_url", websiteUrl);
            logoUrl = Destination.url(fields, "logo_url", logoUrl);
            status = fields.oneOf("status", Objects.requireNonNullElse(status, "active"), STATUSES);
            fields.end();
        }

        Map<Field<?>, @Nullable Object> columns() {
            return COLUMNS.values(this, "version");
        }
    }

    Outcome<Row> make(Caller caller, Wanted network) {
        return transactions.executeWrite(_ ->
                networks.insert(network.columns())
                        .map(id -> saved(caller, "network.create", id, null))
                        .orElse(Outcome.refused(ErrorCode.STATE_003)));
    }

    /// Refused for an archived network.
    Outcome<Row> replace(Caller caller, NetworkId id, Wanted network) {
        int version = Fields.required("version", network.version());
        return Outcome.unlessTaken(
                "networks_name_is_unique",
                ErrorCode.STATE_003,
                () -> change(caller, "network.change", id, version, "archived", network.columns()));
    }

    /// Changes the status of a network.
    Outcome<Row> move(Caller caller, NetworkId id, String status, String action) {
        return change(caller, action, id, null, status, Map.of(NetworkRepository.STATUS, status));
    }

    private Outcome<Row> change(
            Caller caller,
            String action,
            NetworkId id,
            @Nullable Integer version,
            String unless,
            Map<Field<?>, @Nullable Object> columns) {
        return transactions.executeWrite(_ -> {
            Row before = networks.find(id.value()).orElse(null);
            if (before == null || before.status().equals(unless)) {
                return Outcome.refused(before == null ? ErrorCode.ROUTE_001 : ErrorCode.STATE_002);
            }
            int from = version == null ? before.version() : version;
            return networks.change(before.id(), from, columns) == 0
                    ? Outcome.refused(ErrorCode.STATE_001)
                    : saved(caller, action, before.id(), before);
        });
    }

    private Outcome<Row> saved(Caller caller, String action, long id, @Nullable Row before) {
        Row after = networks.find(id).orElseThrow();
        audit.note(caller, action, AuditedObject.of("network", id), before, after);
        return new Outcome.Saved<>(after);
    }
}
