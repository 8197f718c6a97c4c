package com.afftok.edge.sale.secret;

import com.afftok.edge.sale.Report;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.secret.CannotOpen;
import com.afftok.shared.secret.SealSecrets;
import com.afftok.shared.secret.SecretPlace;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Unseals an advertiser's secrets. One that cannot be unsealed, or belongs to another advertiser,
/// is logged and ignored.
public final class OpenSecrets {

    private static final Logger log = LoggerFactory.getLogger(OpenSecrets.class);

    private final SealSecrets seal;

    public OpenSecrets(SealSecrets seal) {
        this.seal = seal;
    }

    List<PostbackSecret> of(AccountId advertiser, List<StoredSecret> sealed) {
        List<PostbackSecret> secrets = new ArrayList<>();
        sealed.forEach(secret -> open(advertiser, secret, secrets));
        return secrets;
    }

    private void open(AccountId advertiser, StoredSecret sealed, List<PostbackSecret> secrets) {
        try {
            byte[] secret =
                    seal.open(
                            sealed.sealed().getBytes(),
                            new SecretPlace("postback_secrets", advertiser.value(), sealed.mode()));
            secrets.add(
                    new PostbackSecret(
                            sealed.mode().equals(Report.Mode.TEST.label())
                                    ? Report.Mode.TEST
                                    : Report.Mode.LIVE,
                            new SecretKeySpec(secret, "HmacSHA256")));
        } catch (CannotOpen e) {
            log.atError()
                    .addKeyValue("secret", sealed.id())
                    .addKeyValue("cause", e.getMessage())
                    .log("a postback secret can't be opened");
        }
    }

    /// A stored secret, sealed with a key of `DATA_KEYS`.
    record StoredSecret(long id, String mode, Buffer sealed) {}
}
