package com.afftok.edge.link;

import com.afftok.shared.click.Tags;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.id.OfferId;

/// One promoter's link to one offer, with all that a click needs to be decided.
///
/// @param destination where the shopper goes: the link's deep link if the offer admits it, else the
///   offer's destination
/// @param expiresAtMillis the instant from which the link leads nowhere
/// @param passThrough whether the shopper's own tags travel on to the destination
/// @param payout what the offer pays, as text, for the macro of that name
/// @param tags what the link says of its clicks where the request says nothing
public record Link(
        LinkId id,
        OfferId offer,
        AccountId promoter,
        AccountId advertiser,
        String destination,
        boolean active,
        long expiresAtMillis,
        Targeting targeting,
        boolean passThrough,
        String payout,
        String currency,
        Tags tags) {

    public boolean serves(long nowMillis) {
        return active && nowMillis < expiresAtMillis;
    }
}
