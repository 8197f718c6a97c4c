package com.afftok.management.money.payout.tax;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Statements;
import jakarta.inject.Singleton;
import java.util.List;
import org.jooq.Field;

/// The statements about tax profiles.
@Singleton
final class ProfileRepository {

    private static final Columns<ProfileRow> ROW = Columns.of(ProfileRow.class);
    private static final Field<Long> PROMOTER = field("promoter_id", Long.class);

    private final Statements statements;

    ProfileRepository(Statements statements) {
        this.statements = statements;
    }

    /// The last versions, newest first.
    List<ProfileRow> versions(long promoter, int most) {
        return statements.list(
                ROW,
                sql ->
                        sql.select(ROW.all())
                                .from(table("tax_profiles"))
                                .where(PROMOTER.eq(promoter))
                                .orderBy(field("version").desc())
                                .limit(most));
    }

    boolean exists(long promoter) {
        return statements.run(sql ->
                sql.fetchExists(
                        sql.selectOne().from(table("tax_profiles")).where(PROMOTER.eq(promoter))));
    }

    long next() {
        return statements.run(sql ->
                sql.resultQuery("select nextval(pg_get_serial_sequence('tax_profiles', 'id'))")
                        .fetchSingle()
                        .get(0, long.class));
    }

    void add(ProfileRow row) {
        statements.run(sql -> sql.insertInto(table("tax_profiles")).set(ROW.values(row)).execute());
    }
}
