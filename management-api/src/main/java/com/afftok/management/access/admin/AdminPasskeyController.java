package com.afftok.management.access.admin;

import com.afftok.management.access.AllowAnyone;
import com.afftok.management.access.LimitedAsSignIn;
import com.afftok.management.access.factor.FactorOwner;
import com.afftok.management.access.passkey.PasskeyCredentials;
import com.afftok.management.access.passkey.PasskeyRow;
import com.afftok.management.access.passkey.PasskeySignIn;
import com.afftok.management.access.passkey.Passkeys;
import com.afftok.management.access.passkey.VerifyPasskey;
import com.afftok.management.access.session.SessionKind;
import com.afftok.management.platform.answer.Answers;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.AdminId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/// `/api/admin/auth/passkeys/sign-in`: an administrator's sign-in with a passkey, which begins as a
/// user's.
@Controller("/api/admin/auth/passkeys/sign-in")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AdminPasskeyController {

    private final PasskeySignIn proofs;
    private final Passkeys passkeys;
    private final AdminSignIn signIn;
    private final AnswerSignIn answer;
    private final Answers answers;

    AdminPasskeyController(
            PasskeySignIn proofs,
            Passkeys passkeys,
            AdminSignIn signIn,
            AnswerSignIn answer,
            Answers answers) {
        this.proofs = proofs;
        this.passkeys = passkeys;
        this.signIn = signIn;
        this.answer = answer;
        this.answers = answers;
    }

    @Post
    @AllowAnyone
    @LimitedAsSignIn
    HttpResponse<?> signIn(HttpRequest<?> request, @Body PasskeyCredentials credentials) {
        SessionKind kind = credentials.kindOfAdministrator();
        return switch (proofs.prove(credentials)) {
            case PasskeySignIn.Proof.Failed failed -> failed.answer(request, answers);
            case PasskeySignIn.Proof.Given(PasskeyRow passkey, VerifyPasskey.Proof.Valid proof) ->
                    passkey.owner() instanceof FactorOwner.Admin(AdminId id)
                            ? answer.of(
                                    request,
                                    signIn.signInByPasskey(
                                            id, kind, now -> passkeys.used(passkey, proof, now)),
                                    kind)
                            : new PasskeySignIn.Proof.Failed(ErrorCode.AUTH_001)
                                    .answer(request, answers);
        };
    }
}
