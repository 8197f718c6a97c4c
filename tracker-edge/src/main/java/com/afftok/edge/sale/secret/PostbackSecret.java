package com.afftok.edge.sale.secret;

import com.afftok.edge.sale.Report;
import javax.crypto.spec.SecretKeySpec;

/// An unsealed secret of an advertiser.
record PostbackSecret(Report.Mode mode, SecretKeySpec key) {

    /// Omits the secret.
    @Override
    public String toString() {
        return "PostbackSecret[" + mode + "]";
    }
}
