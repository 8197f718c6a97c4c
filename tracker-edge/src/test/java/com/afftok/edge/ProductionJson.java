package com.afftok.edge;

import io.vertx.core.json.jackson.JacksonCodec;
import io.vertx.core.spi.JsonFactory;
import io.vertx.core.spi.json.JsonCodec;

/// JSON as the edge reads and writes it in production, where there is no Jackson databind; without
/// this Vert.x would take the one that the tests have for their schemas.
public final class ProductionJson implements JsonFactory {

    @Override
    public JsonCodec codec() {
        return new JacksonCodec();
    }
}
