package com.afftok.edge.sale;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/// A problem with one parameter, as clients get it; an empty field stands for the whole request.
///
/// @param code of the [Problem]
/// @param params the parameters of the message
public record Detail(String field, String code, Map<String, Object> params, String message) {

    /// The `details` of an error.
    public static JsonArray json(List<Detail> details) {
        JsonArray array = new JsonArray();
        details.forEach(detail ->
                array.add(
                        new JsonObject()
                                .put("field", detail.field)
                                .put("code", detail.code)
                                .put("params", new JsonObject(detail.params))
                                .put("message", detail.message)));
        return array;
    }
}
