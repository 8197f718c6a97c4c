package com.afftok.management.tracking.network;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;

import com.afftok.management.platform.page.Pagination;
import com.afftok.management.platform.page.Paging;
import com.afftok.management.platform.statement.Statements;
import com.afftok.management.platform.statement.VersionedTable;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

@Singleton
final class NetworkRepository extends VersionedTable<NetworkRepository.Row> {

    static final Field<String> STATUS = field("status", String.class);

    NetworkRepository(Statements statements) {
        super(statements, "networks", Row.class);
    }

    /// A network, as stored and as everybody sees it.
    @Introspected
    @Serdeable
    record Row(
            long id,
            String name,
            @Nullable String description,
            @Nullable String websiteUrl,
            @Nullable String logoUrl,
            String status,
            int version,
            Instant createdAt) {}

    @Serdeable
    record Page(List<Row> networks, Pagination pagination) {}

    Page list(@Nullable String status, Paging paging) {
        return page(
                status == null ? noCondition() : STATUS.eq(status),
                field("lower(name)"),
                paging,
                Page::new);
    }
}
