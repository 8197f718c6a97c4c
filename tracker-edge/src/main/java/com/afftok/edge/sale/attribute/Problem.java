package com.afftok.edge.sale.attribute;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/// A problem with one parameter; an empty field stands for the whole request.
public record Problem(String field, String message) {

    /// The `details` of an error.
    public static JsonArray details(List<Problem> problems) {
        JsonArray details = new JsonArray();
        problems.forEach(problem ->
                details.add(
                        new JsonObject()
                                .put("field", problem.field)
                                .put("message", problem.message)));
        return details;
    }
}
