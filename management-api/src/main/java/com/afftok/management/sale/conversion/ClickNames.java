package com.afftok.management.sale.conversion;

import com.afftok.management.platform.config.ApiConfig;
import com.afftok.shared.code.ClickCodes;
import com.afftok.shared.id.ClickId;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How clicks are called outside: by their signed codes, as shops and webhooks know them.
///
/// A click whose key has left the ring goes by its uuid: nobody can sign its code any more.
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

    /// The name of a click where there is one.
    public @Nullable String nameOf(@Nullable UUID click) {
        return click == null ? null : name(click);
    }

    /// The code, or null if nobody can sign it any more.
    @Nullable String code(UUID click) {
        try {
            return codes.find(ClickId.from(click));
        } catch (IllegalArgumentException e) {
            return null; // no click id
        }
    }

    /// The click with this name, if it is one. For administrators alone: a uuid proves nothing.
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
