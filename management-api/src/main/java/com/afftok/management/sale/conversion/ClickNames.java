package com.afftok.management.sale.conversion;

import com.afftok.management.platform.config.ApiConfig;
import com.afftok.shared.code.ClickCodes;
import com.afftok.shared.id.ClickId;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The public ids of clicks: their signed codes, which shops and webhooks receive.
///
/// The public id of a click whose key was removed from `LINK_KEYS` is its UUID, because its code
/// can no longer be signed.
@Singleton
public final class ClickNames {

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final ClickCodes codes;

    ClickNames(ApiConfig config) {
        this.codes = new ClickCodes(config.linkKeys());
    }

    public String name(UUID click) {
        String code = code(click);
        return code == null ? click.toString() : code;
    }

    /// The public id of a click; null if there is no click.
    public @Nullable String nameOf(@Nullable UUID click) {
        return click == null ? null : name(click);
    }

    /// The code; null if its key was removed.
    public @Nullable String code(UUID click) {
        try {
            return codes.find(ClickId.from(click));
        } catch (IllegalArgumentException e) {
            return null; // not a click id
        }
    }

    /// The click with this code, which proves it.
    public Optional<ClickId> signed(String code) {
        return Optional.ofNullable(codes.verify(code));
    }

    /// The click with this public id. For administrators alone, because a UUID proves nothing.
    public Optional<ClickId> find(String name) {
        ClickId signed = codes.verify(name);
        if (signed != null || !UUID_FORM.matcher(name).matches()) {
            return Optional.ofNullable(signed);
        }
        try {
            return Optional.of(ClickId.from(UUID.fromString(name)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
