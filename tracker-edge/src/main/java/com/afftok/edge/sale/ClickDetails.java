package com.afftok.edge.sale;

import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.click.Tags;

/// The data of a click that is copied into its conversion; "" if absent.
///
/// @param bucket the database's name of the click's bucket
/// @param decision the database's name of the reviewer's decision
public record ClickDetails(
        String bucket,
        String decision,
        String country,
        String device,
        String browser,
        String os,
        Tags tags) {

    /// Of a click that is not written yet, and therefore not reviewed.
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

    /// Whether the click earns nothing. A review takes precedence over the rules.
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

    /// The reason of the refusal.
    public Detail refusal() {
        return decision.isEmpty()
                ? Problem.CLICK_REFUSED.with("click_id", bucket)
                : Problem.CLICK_REFUSED_BY_REVIEW.with("click_id");
    }
}
