package com.afftok.edge.conversion.postback;

import com.afftok.edge.conversion.Report;
import com.afftok.shared.id.UserId;
import com.afftok.shared.secret.CannotOpen;
import com.afftok.shared.secret.SealSecrets;
import com.afftok.shared.secret.SecretPlace;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the secrets with which an advertiser may sign now. One that is banned has none.
final class SelectSecrets {

    private static final Logger log = LoggerFactory.getLogger(SelectSecrets.class);

    private static final String SQL =
            """
            select s.id, s.mode, s.secret from postback_secrets s
              join users u on u.id = s.advertiser_id and u.status = 'active'
             where s.advertiser_id = $1 and s.revoked_at is null
             order by s.mode, s.slot
            """;

    private final Pool pool;
    private final SealSecrets seal;

    SelectSecrets(Pool pool, SealSecrets seal) {
        this.pool = pool;
        this.seal = seal;
    }

    Future<List<PostbackSecret>> execute(UserId advertiser) {
        return pool.preparedQuery(SQL)
                .execute(Tuple.of(advertiser.value()))
                .map(rows -> {
                    List<PostbackSecret> secrets = new ArrayList<>();
                    rows.forEach(row -> open(advertiser, row, secrets));
                    return secrets;
                });
    }

    private void open(UserId advertiser, Row row, List<PostbackSecret> secrets) {
        String mode = row.getString("mode");
        try {
            byte[] secret =
                    seal.open(
                            row.getBuffer("secret").getBytes(),
                            new SecretPlace("postback_secrets", advertiser.value(), mode));
            secrets.add(
                    new PostbackSecret(
                            mode.equals(Report.Mode.TEST.label())
                                    ? Report.Mode.TEST
                                    : Report.Mode.LIVE,
                            new SecretKeySpec(secret, "HmacSHA256")));
        } catch (CannotOpen e) {
            log.atError()
                    .addKeyValue("secret", row.getLong("id"))
                    .addKeyValue("cause", e.getMessage())
                    .log("a postback secret can't be opened");
        }
    }
}
