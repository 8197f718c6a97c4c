package com.afftok.edge.sale.secret;

import io.vertx.core.buffer.Buffer;

/// A secret of an advertiser's as it is kept: only a key of `DATA_KEYS` opens it.
record SealedSecret(long id, String mode, Buffer sealed) {}
