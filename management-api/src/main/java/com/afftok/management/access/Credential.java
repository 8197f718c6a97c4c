package com.afftok.management.access;

import com.afftok.shared.id.ApiKeyId;
import java.util.Set;
import java.util.UUID;

/// By what the caller of a request is known: a session, or an API key.
public sealed interface Credential {

    record Session(UUID id) implements Credential {}

    record Key(ApiKeyId id, Set<KeyScope> scopes) implements Credential {

        public Key {
            scopes = Set.copyOf(scopes);
        }

        boolean has(Permission permission) {
            return scopes.stream().anyMatch(scope -> scope.has(permission));
        }
    }
}
