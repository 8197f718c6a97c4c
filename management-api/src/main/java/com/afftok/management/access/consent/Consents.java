package com.afftok.management.access.consent;

import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.platform.setting.Settings;
import com.afftok.shared.id.UserId;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Consents of users to the versions of documents that are in force. A document without a version
/// in force is not asked for.
@Singleton
public final class Consents {

    /// Withdrawn consents of a user to a document, after which no more are given to it. A user can
    /// always consent to required documents, which can't be withdrawn.
    static final int MOST = 100;

    private final ConsentRepository consents;
    private final Settings settings;
    private final InstantSource clock;

    Consents(ConsentRepository consents, Settings settings, InstantSource clock) {
        this.consents = consents;
        this.settings = settings;
        this.clock = clock;
    }

    /// The problems with the consents of a registration: required ones are missing, or those given
    /// are not to the version in force.
    ///
    /// @param given null for none
    /// @param field under which they were given
    public List<Detail> problems(@Nullable GivenConsents given, String field) {
        GivenConsents all = given == null ? GivenConsents.NONE : given;
        List<Detail> problems = new ArrayList<>();
        for (Document document : Document.values()) {
            String name = field + "." + document.label();
            String wanted = inForce(document);
            String version = all.to(document);
            if (version == null) {
                if (document.isRequired() && wanted != null) {
                    problems.add(Problem.REQUIRED.with(name));
                }
            } else if (wanted == null) {
                problems.add(Problem.NOT_ASKED_FOR.with(name));
            } else if (!version.equals(wanted)) {
                problems.add(Problem.NOT_EQUAL.with(name, wanted));
            }
        }
        return problems;
    }

    /// Adds the consents of a user who registers, in the caller's transaction.
    public void give(UserId user, @Nullable GivenConsents given) {
        GivenConsents all = given == null ? GivenConsents.NONE : given;
        for (Document document : Document.values()) {
            String version = all.to(document);
            if (version != null) {
                give(user, document, version);
            }
        }
    }

    void give(UserId user, Document document, String version) {
        consents.give(user.value(), document.label(), version, clock.instant(), MOST);
    }

    void withdraw(UserId user, Document document) {
        consents.withdraw(user.value(), document.label(), clock.instant());
    }

    /// The oldest first.
    List<ConsentRow> of(UserId user) {
        return consents.list(user.value());
    }

    /// The documents to which the user must still consent, by name.
    public List<String> due(UserId user) {
        List<ConsentRow> given = of(user);
        return Arrays.stream(Document.values())
                .filter(document -> document.isRequired() && isDue(document, given))
                .map(Document::label)
                .toList();
    }

    private boolean isDue(Document document, List<ConsentRow> given) {
        String wanted = inForce(document);
        return wanted != null && given.stream().noneMatch(one -> one.isTo(document, wanted));
    }

    /// The version of a document that is in force; null for none.
    @Nullable String inForce(Document document) {
        String version = settings.text(document.version());
        return version.isEmpty() ? null : version;
    }
}
