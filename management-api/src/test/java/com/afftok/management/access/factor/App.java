package com.afftok.management.access.factor;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/// The authenticator app of a user, and the recovery codes.
///
/// @param token the access token of the session in which it was enrolled
public record App(RunningApi api, String secret, List<String> recoveryCodes, String token) {

    private static final Pattern RECOVERY_CODE =
            Pattern.compile("\"([a-z2-7]{4}(?:-[a-z2-7]{4}){5})\"");

    /// A second factor that the user of a session with a fresh proof enrols. The present code is
    /// used.
    public static App enrolled(RunningApi api, String token) {
        String secret = member(post(api, token, "enrol", "{}"), "secret");
        HttpResponse<String> confirmed =
                post(api, token, "confirm", "{\"code\":\"%s\"}".formatted(code(api, secret, 0)));
        assertThat(confirmed.statusCode()).as(confirmed.body()).isEqualTo(200);
        return new App(api, secret, recoveryCodes(confirmed), member(confirmed, "token"));
    }

    private static HttpResponse<String> post(
            RunningApi api, String token, String what, String json) {
        return api.send(
                api.request("/api/auth/mfa/" + what)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)));
    }

    /// The code that comes next, which is valid already.
    public String next() {
        return code(api, secret, 1);
    }

    /// The code of a secret, now or some steps later.
    public static String code(RunningApi api, String secret, int later) {
        long step = Instant.now().getEpochSecond() / 30 + later;
        return api.part(TotpCodes.class).code(base32(secret), step);
    }

    public static List<String> recoveryCodes(HttpResponse<String> answer) {
        return RECOVERY_CODE.matcher(answer.body()).results().map(found -> found.group(1)).toList();
    }

    private static byte[] base32(String text) {
        byte[] bytes = new byte[text.length() * 5 / 8];
        long buffer = 0;
        int held = 0;
        int at = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(text.charAt(i));
            buffer = buffer << 5 | digit;
            held += 5;
            if (held >= 8) {
                held -= 8;
                bytes[at++] = (byte) (buffer >>> held);
            }
        }
        return bytes;
    }
}
