package com.afftok.shared.id;

/// The id of an invitation to act for an account.
public record InvitationId(long value) {

    public InvitationId {
        if (value <= 0) {
            throw new IllegalArgumentException("an invitation id is positive, not " + value);
        }
    }
}
