package com.afftok.edge.guard.score;

import static com.afftok.edge.guard.score.Clicks.RULES;
import static com.afftok.edge.guard.score.Clicks.aClick;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.guard.score.Verdict.Action;
import com.afftok.edge.visitor.agent.AgentLists;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Agents of public collections, each with the other headers of a browser. The rules were made with
/// some of the programs in view; the others were kept unseen for this test.
class CollectedAgentsTest {

    /// The older, known collection also lists browsers and phones of its time.
    @ParameterizedTest
    @CsvSource({"programs-aside.txt, 95", "programs-known.txt, 94"})
    void refuses_nearly_every_program(String collection, double atLeast) {
        List<String> programs =
                AgentLists.collected(collection).stream()
                        .filter(agent -> !isPreview(agent))
                        .toList();
        List<String> passed = programs.stream().filter(agent -> !isRefused(agent)).toList();

        double refused = 100.0 * (programs.size() - passed.size()) / programs.size();
        System.out.printf(
                "%s: %.1f %% of %d programs refused%n", collection, refused, programs.size());

        assertThat(refused).as("passed: %s", passed).isGreaterThanOrEqualTo(atLeast);
    }

    /// The unseen programs do not include any of the known ones.
    @Test
    void programs_kept_aside_are_unseen() {
        Set<String> seen = new HashSet<>(AgentLists.collected("programs-known.txt"));
        seen.addAll(AgentLists.crawlers());
        seen.addAll(AgentLists.programs());
        seen.addAll(AgentLists.previews());

        assertThat(AgentLists.collected("programs-aside.txt"))
                .hasSizeGreaterThan(1_000)
                .doesNotContainAnyElementsOf(seen);
    }

    /// The collection contains some texts that no browser sends, such as `Foo`: each is listed.
    @Test
    void lets_people_pass_but_for_those_named() {
        List<String> people = AgentLists.collected("people.txt");
        List<String> refused =
                people.stream().filter(agent -> isPreview(agent) || isRefused(agent)).toList();

        System.out.printf(
                "people.txt: %.2f %% of %d people refused%n",
                100.0 * refused.size() / people.size(), people.size());

        assertThat(refused).containsExactlyInAnyOrderElementsOf(AgentLists.refusedPeople());
    }

    private static boolean isPreview(String agent) {
        return Clicks.AGENTS.classify(agent).preview();
    }

    private static boolean isRefused(String agent) {
        Action action = ScoreFraud.score(aClick().by(agent).signals(), RULES).action();
        return action == Action.REFUSE || action == Action.BLOCK;
    }
}
