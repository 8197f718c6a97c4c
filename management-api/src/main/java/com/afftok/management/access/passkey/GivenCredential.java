package com.afftok.management.access.passkey;

import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.yubico.webauthn.data.ByteArray;
import io.micronaut.json.tree.JsonNode;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The answer of an authenticator, as browsers' `PublicKeyCredential.toJSON` writes it: its parts
/// in Base64url. Members that nothing here needs are ignored.
record GivenCredential(ByteArray id, Map<String, ByteArray> response) {

    static final String CLIENT_DATA = "clientDataJSON";
    static final String ATTESTATION = "attestationObject";
    static final String AUTHENTICATOR_DATA = "authenticatorData";
    static final String SIGNATURE = "signature";
    static final String USER_HANDLE = "userHandle";

    /// The parts of the answer that makes a passkey.
    static final List<String> MADE = List.of(CLIENT_DATA, ATTESTATION);

    /// The parts of the answer that proves one.
    static final List<String> PROVEN =
            List.of(CLIENT_DATA, AUTHENTICATOR_DATA, SIGNATURE, USER_HANDLE);

    private static final String FIELD = "credential";
    private static final int LONGEST = 16 * 1024;

    static void check(Fields fields, @Nullable JsonNode credential, List<String> parts) {
        JsonNode present = fields.present(FIELD, credential);
        fields.check(present != null && present.isObject(), FIELD, Problem.NOT_AN_OBJECT)
                .check(
                        present != null && readOrNull(present, parts) != null,
                        FIELD,
                        Problem.NOT_A_CREDENTIAL);
    }

    /// The parts of a credential that was checked.
    static GivenCredential of(JsonNode credential, List<String> parts) {
        return Objects.requireNonNull(readOrNull(credential, parts));
    }

    private static @Nullable GivenCredential readOrNull(JsonNode credential, List<String> parts) {
        JsonNode response = credential.isObject() ? credential.get("response") : null;
        ByteArray id = credential.isObject() ? bytesOrNull(credential.get("id")) : null;
        if (id == null || response == null || !response.isObject()) {
            return null;
        }
        Map<String, ByteArray> read = new LinkedHashMap<>();
        int size = id.size();
        for (String part : parts) {
            ByteArray bytes = bytesOrNull(response.get(part));
            if (bytes == null) {
                return null;
            }
            size += bytes.size();
            read.put(part, bytes);
        }
        return size <= LONGEST ? new GivenCredential(id, read) : null;
    }

    private static @Nullable ByteArray bytesOrNull(@Nullable JsonNode text) {
        if (text == null || !text.isString() || text.getStringValue().isEmpty()) {
            return null;
        }
        try {
            return new ByteArray(Base64.getUrlDecoder().decode(text.getStringValue()));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    ByteArray part(String name) {
        return Objects.requireNonNull(response.get(name));
    }

    /// Omits all.
    @Override
    public String toString() {
        return "GivenCredential[]";
    }
}
