package com.afftok.management.access;

import com.afftok.shared.id.ApiKeyId;
import java.util.Set;
import java.util.UUID;

/// By what the caller of a request is known: a session, or an API key.
public sealed interface Credential {

    /// A session, of which the caller has an access token.
    ///
    /// @param former whether a proof has replaced the access token, which does not have this proof
    record Session(UUID id, boolean former) implements Credential {

        public Session(UUID id) {
            this(id, false);
        }
    }

    record Key(ApiKeyId id, Set<KeyScope> scopes) implements Credential {

        public Key {
            scopes = Set.copyOf(scopes);
        }

        boolean has(Permission permission) {
            return scopes.stream().anyMatch(scope -> scope.has(permission));
        }
    }
}
