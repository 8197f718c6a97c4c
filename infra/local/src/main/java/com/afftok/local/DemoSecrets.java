package com.afftok.local;

import com.afftok.shared.secret.DataKeys;
import com.afftok.shared.secret.SealSecrets;
import com.afftok.shared.secret.SecretPlace;
import java.nio.charset.StandardCharsets;

/// The secrets of the demo data: the passwords of its users, and the postback secret of the demo
/// shop.
record DemoSecrets(
        String shopPassword, String promoterPassword, String postbackSecret, SealSecrets seal) {

    static DemoSecrets of(Plan plan, Secrets secrets) {
        DataKeys given = plan.configuration().dataKeys();
        DataKeys keys = given != null ? given : DataKeys.parse(secrets.get(Secrets.DATA_KEYS));
        return new DemoSecrets(
                secrets.get(Secrets.DEMO_PASSWORD),
                secrets.get(Secrets.DEMO_PROMOTER_PASSWORD),
                secrets.get(Secrets.DEMO_POSTBACK_SECRET),
                new SealSecrets(keys, plan.random()));
    }

    /// The postback secret as stored in the database.
    byte[] sealed(long advertiser) {
        return seal.seal(
                postbackSecret.getBytes(StandardCharsets.UTF_8),
                new SecretPlace("postback_secrets", advertiser, "live"));
    }

    /// Omits all of them.
    @Override
    public String toString() {
        return "DemoSecrets[]";
    }
}
