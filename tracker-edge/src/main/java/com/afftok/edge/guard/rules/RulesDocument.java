package com.afftok.edge.guard.rules;

import com.afftok.shared.fraud.FraudRules;
import com.afftok.shared.fraud.InvalidRules;
import com.afftok.shared.fraud.ReadRules;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;

/// A document with fraud rules.
public final class RulesDocument {

    private RulesDocument() {}

    /// Parses a document.
    ///
    /// @throws InvalidRules with all problems
    public static FraudRules parse(String json) throws InvalidRules {
        return ReadRules.read(decode(json).getMap());
    }

    /// The rules that are part of the product.
    public static FraudRules bundled() {
        try {
            return parse(FraudRules.bundled());
        } catch (InvalidRules e) {
            throw new IllegalStateException("the bundled rules are wrong", e);
        }
    }

    private static JsonObject decode(String json) throws InvalidRules {
        try {
            return new JsonObject(json);
        } catch (DecodeException | ClassCastException e) {
            throw new InvalidRules(List.of("is not a JSON object: " + e.getMessage()));
        }
    }
}
