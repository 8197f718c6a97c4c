package com.afftok.edge.sale;

import com.afftok.edge.link.Link;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.id.OfferId;
import com.afftok.shared.id.UserId;

/// Whose sale it is: the link that led to it, and all that the link was made for.
public record Parties(LinkId link, OfferId offer, UserId promoter, UserId advertiser) {

    public static Parties of(Link link) {
        return new Parties(link.id(), link.offer(), link.promoter(), link.advertiser());
    }
}
