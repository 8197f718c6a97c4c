package com.afftok.edge.sale.secret;

import com.afftok.edge.sale.Report;
import javax.crypto.spec.SecretKeySpec;

/// A secret of an advertiser's, opened.
record PostbackSecret(Report.Mode mode, SecretKeySpec key) {

    /// Without the secret.
    @Override
    public String toString() {
        return "PostbackSecret[" + mode + "]";
    }
}
