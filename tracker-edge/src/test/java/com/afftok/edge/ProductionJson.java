package com.afftok.edge;

import io.vertx.core.json.jackson.JacksonCodec;
import io.vertx.core.spi.JsonFactory;
import io.vertx.core.spi.json.JsonCodec;

/// JSON as in production, without Jackson databind; otherwise Vert.x would use the databind of the
/// tests.
public final class ProductionJson implements JsonFactory {

    @Override
    public JsonCodec codec() {
        return new JacksonCodec();
    }
}
