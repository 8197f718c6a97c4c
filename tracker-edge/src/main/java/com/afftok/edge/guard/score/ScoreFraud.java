package com.afftok.edge.guard.score;

import com.afftok.edge.guard.score.Verdict.Action;
import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.click.FraudReason;
import com.afftok.shared.fraud.FraudRules;
import com.afftok.shared.fraud.FraudRules.Limits;
import com.afftok.shared.fraud.FraudRules.Thresholds;

/// The fraud score of a click: the sum of the weights of all layers that fired, at most 1.
///
/// It has no side effects, and allocates the verdict alone. A click from a blocked address is
/// refused without a new block, so that a block is not prolonged.
public final class ScoreFraud {

    private ScoreFraud() {}

    public static Verdict score(Signals click, FraudRules rules) {
        if (click.blocked()) {
            return new Verdict(
                    rules.weights().of(FraudReason.BLOCKED_ADDRESS),
                    FraudReason.BLOCKED_ADDRESS.bit(),
                    rules.version(),
                    Action.REFUSE);
        }
        int reasons = reasons(click, rules);
        int score = Math.min(rules.weights().sum(reasons), ClickEvent.MAX_SCORE);
        return new Verdict(score, reasons, rules.version(), action(score, rules.thresholds()));
    }

    private static int reasons(Signals click, FraudRules rules) {
        int reasons = 0;
        if (click.agent().bot()) {
            reasons |= FraudReason.DECLARED_BOT.bit();
        }
        if (click.agent().unknown()) {
            reasons |= FraudReason.UNKNOWN_PROGRAM.bit();
        }
        if (click.agent().implausible() && !click.agent().isProgram()) { // scored above
            reasons |= FraudReason.IMPLAUSIBLE_AGENT.bit();
        }
        if (click.agent().headless()) {
            reasons |= FraudReason.HEADLESS_HINT.bit();
        }
        if (click.dataCentre()) {
            reasons |= FraudReason.DATA_CENTRE.bit();
        }
        if (click.recentOffers() >= rules.offers().limit()
                || SpotStuffing.isNoNavigation(click, rules.stuffing())) {
            reasons |= FraudReason.COOKIE_STUFFING.bit();
        }
        if (JudgeReferrer.isImpossible(click, rules.referrers())) {
            reasons |= FraudReason.REFERRER_SPOOFING.bit();
        }
        if (!click.agent().inApp()) { // some apps load pages with few headers
            if (click.acceptLanguage().isEmpty()) {
                reasons |= FraudReason.NO_ACCEPT_LANGUAGE.bit();
            }
            if (click.accept().isEmpty()) {
                reasons |= FraudReason.NO_ACCEPT.bit();
            }
        }
        return reasons | velocity(click, rules.velocity());
    }

    private static int velocity(Signals click, FraudRules.VelocityRules rules) {
        Limits address = rules.address();
        Limits promoterAddress = rules.promoterAddress();
        if (click.addressClicks() >= address.high()
                || click.promoterAddressClicks() >= promoterAddress.high()) {
            return FraudReason.HIGH_VELOCITY.bit();
        }
        if (click.addressClicks() >= address.mild()
                || click.promoterAddressClicks() >= promoterAddress.mild()) {
            return FraudReason.MILD_VELOCITY.bit();
        }
        return 0;
    }

    private static Action action(int score, Thresholds thresholds) {
        if (score < thresholds.flag()) {
            return Action.ACCEPT;
        }
        if (score < thresholds.refuse()) {
            return Action.FLAG;
        }
        return score < thresholds.block() ? Action.REFUSE : Action.BLOCK;
    }
}
