package com.afftok.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.afftok.local.LocalPostgres;
import com.afftok.local.LocalRedis;
import org.junit.jupiter.api.Test;

final class CheckSchemaTest {

    @Test
    void an_edge_starts_on_no_older_schema_but_without_a_database() throws Exception {
        try (LocalPostgres postgres = LocalPostgres.temporary();
                LocalRedis redis = LocalRedis.temporary()) {
            assertThatThrownBy(() -> RunningEdge.over(postgres, redis))
                    .hasMessageContaining("DATABASE_URL: the database has no schema, ")
                    .hasMessageContaining("run ./afftok migrate");

            postgres.migrate();
            RunningEdge.over(postgres, redis).close();
            new Database(postgres)
                    .execute("delete from flyway_schema_history where version::integer > 2");
            assertThatThrownBy(() -> RunningEdge.over(postgres, redis))
                    .hasMessageContaining("DATABASE_URL: the database has schema version 2, ");

            postgres.stop();
            try (RunningEdge edge = RunningEdge.over(postgres, redis)) {
                assertThat(edge.get("/health/ready").statusCode()).isEqualTo(200);
            }
        }
    }
}
