package com.afftok.shared.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.Seeded;
import com.afftok.shared.conversion.ConversionOutcome;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LedgerSimulationTest {

    private static final int EVENTS = Seeded.share(100_000);

    @Test
    void holds_its_invariants_through_random_events() {
        Seeded.run(
                1,
                random -> {
                    var simulation = new LedgerSimulation(random);

                    while (simulation.events() < EVENTS) {
                        simulation.step();
                    }

                    assertThat(simulation.seen())
                            .containsAll(
                                    Arrays.stream(BusinessEvent.class.getPermittedSubclasses())
                                            .map(Class::getSimpleName)
                                            .toList())
                            .contains(
                                    ConversionOutcome.Reason.NOT_APPROVED_YET.name(),
                                    ConversionOutcome.Reason.REFUND_BELOW_EARLIER.name(),
                                    "Unchanged",
                                    "Nothing",
                                    "Replayed",
                                    "Debt",
                                    "absorbed",
                                    "change",
                                    "several advertisers",
                                    "debt",
                                    "both deductions",
                                    "BelowMinimum",
                                    "AboveBalance");
                });
    }

    @Test
    void makes_every_start_of_a_ledger_right() {
        Seeded.run(
                300,
                random -> {
                    var simulation = new LedgerSimulation(random);

                    while (simulation.events() < 30) {
                        simulation.step();
                    }
                });
    }
}
