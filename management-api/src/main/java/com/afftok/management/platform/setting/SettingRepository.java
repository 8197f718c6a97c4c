package com.afftok.management.platform.setting;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/// The statements about settings. A setting that was never changed has no row, and version 0.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SettingRepository extends GenericRepository<SettingRow, String> {

    @Query("select name, cast(value as text) as value, version from settings")
    List<SettingRow> list();

    @Query("select name, cast(value as text) as value, version from settings where name = :name")
    Optional<SettingRow> find(String name);

    /// Changes a setting.
    ///
    /// @return how many rows were changed: none if the version is another
    @Query(
            """
            update settings
               set value = cast(:value as jsonb), updated_by = :admin, version = version + 1
             where name = :name and version = :version
            """)
    int change(String name, String value, int version, long admin);

    /// Inserts a setting.
    ///
    /// @return how many rows were inserted: none if there is one
    @Query(
            """
            insert into settings (name, value, updated_by, version)
            values (:name, cast(:value as jsonb), :admin, 1)
            on conflict do nothing
            """)
    int add(String name, String value, long admin);
}
