package com.afftok.management.user;

import com.afftok.shared.id.UserId;
import com.afftok.shared.secret.SealSecrets;
import com.afftok.shared.secret.SecretPlace;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Payout details as they lie in the database: sealed, and readable for their user's row alone.
@Singleton
public final class SealPayoutDetails {

    private final UserRepository users;
    private final SealSecrets seal;
    private final JsonMapper json;

    SealPayoutDetails(UserRepository users, SealSecrets seal, JsonMapper json) {
        this.users = users;
        this.seal = seal;
        this.json = json;
    }

    /// Where a user's money is sent to.
    ///
    /// @param usableFrom the time before which no payout may use the details; null if any may
    public record Kept(PayoutDetails details, @Nullable Instant usableFrom) {}

    /// Opens what a user has left with us, to pay them.
    public Optional<Kept> of(UserId user) {
        PayoutDetailsRow row = users.findPayoutDetails(user.value());
        byte[] sealed = row.payoutDetails();
        return sealed.length == 0
                ? Optional.empty()
                : Optional.of(new Kept(open(user, sealed), row.payoutUsableFrom()));
    }

    public void keep(UserId user, PayoutDetails details, Instant usableFrom) {
        try {
            users.changePayoutDetails(
                    user.value(),
                    seal.seal(json.writeValueAsBytes(details), place(user)),
                    usableFrom);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PayoutDetails open(UserId user, byte[] sealed) {
        try {
            return Objects.requireNonNull(
                    json.readValue(seal.open(sealed, place(user)), PayoutDetails.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SecretPlace place(UserId user) {
        return new SecretPlace("users", user.value(), "payout_details");
    }
}
