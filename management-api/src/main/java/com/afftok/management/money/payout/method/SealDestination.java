package com.afftok.management.money.payout.method;

import com.afftok.shared.secret.SealSecrets;
import com.afftok.shared.secret.SecretPlace;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/// Seals destinations for the database, bound to their row: a payout's is sealed again.
@Singleton
public final class SealDestination {

    private final SealSecrets seal;
    private final JsonMapper json;

    SealDestination(SealSecrets seal, JsonMapper json) {
        this.seal = seal;
        this.json = json;
    }

    byte[] ofMethod(long id, Destination destination) {
        return seal(destination, new SecretPlace("payout_methods", id, "destination"));
    }

    Destination openOfMethod(MethodRow row) {
        return open(row.destination(), new SecretPlace("payout_methods", row.id(), "destination"));
    }

    public byte[] ofPayout(long id, Destination destination) {
        return seal(destination, new SecretPlace("payouts", id, "destination"));
    }

    public Destination openOfPayout(long id, byte[] sealed) {
        return open(sealed, new SecretPlace("payouts", id, "destination"));
    }

    private byte[] seal(Destination destination, SecretPlace place) {
        try {
            return seal.seal(json.writeValueAsBytes(destination), place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Destination open(byte[] sealed, SecretPlace place) {
        try {
            return Objects.requireNonNull(
                    json.readValue(seal.open(sealed, place), Destination.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
