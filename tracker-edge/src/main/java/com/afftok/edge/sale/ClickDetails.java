package com.afftok.edge.sale;

import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.click.Tags;

/// What is copied of a click into its conversion; "" where the click didn't say.
///
/// @param bucket the word of the database for the class that the click was counted in
/// @param decision the word of the database for what a person decided of it
public record ClickDetails(
        String bucket,
        String decision,
        String country,
        String device,
        String browser,
        String os,
        Tags tags) {

    /// Of a click that isn't written yet, so that nobody can have decided anything of it.
    public static ClickDetails of(ClickEvent click) {
        return new ClickDetails(
                click.bucket().label(),
                "",
                click.country(),
                click.device().label(),
                click.browser(),
                click.os(),
                click.tags());
    }

    /// Whether the click earns nothing. A person's decision goes before that of the rules.
    public boolean refused() {
        return switch (decision) {
            case "approved" -> false;
            case "refused" -> true;
            default ->
                    switch (bucket) {
                        case "bot", "fraud", "geo_blocked", "inactive" -> true;
                        default -> false;
                    };
        };
    }

    /// What it was refused as, or by.
    public String refusal() {
        return decision.isEmpty() ? "as " + bucket : "after a review";
    }
}
