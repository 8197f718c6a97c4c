package com.afftok.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.house.HouseRules;
import com.afftok.house.TableWriters;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

    private static final String EDGE = "tracker-edge com.afftok.edge.";
    private static final String API = "management-api com.afftok.management.";

    private static final Set<String> LEDGER =
            Set.of(EDGE + "sale.statements.InsertEntry", API + "money.ledger.LedgerRepository");

    /// The tables that both services write, and all writers of each. Both must write alike, so a
    /// new writer must use the decisions of shared-model.
    private static final Map<String, Set<String>> WRITERS =
            Map.of(
                    "conversions",
                    Set.of(
                            EDGE + "sale.statements.FillInClicks",
                            EDGE + "sale.statements.FlagLostClicks",
                            EDGE + "sale.statements.HoldConversion",
                            EDGE + "sale.statements.InsertConversion",
                            EDGE + "sale.statements.SupersedeClaim",
                            EDGE + "sale.statements.UpdateConversion",
                            API + "sale.decision.MoveRepository",
                            API + "sale.decision.RecordRepository"),
                    "commissions",
                    Set.of(
                            EDGE + "sale.statements.InsertCommissions",
                            EDGE + "sale.statements.UpdateConversion",
                            API + "sale.decision.MoveRepository",
                            API + "sale.decision.RecordRepository"),
                    "outbox",
                    Set.of(
                            EDGE + "webhook.outbox.DispatchEvents",
                            EDGE + "webhook.outbox.ClickEvents",
                            EDGE + "webhook.outbox.TellConversion",
                            API + "sale.decision.MoveRepository"),
                    "ledger_entries",
                    LEDGER,
                    "ledger_postings",
                    LEDGER,
                    "webhooks",
                    Set.of(
                            EDGE + "webhook.outbox.UpdateReceivers",
                            EDGE + "webhook.outbox.WebhookRetention",
                            API + "party.closing.CloseRepository",
                            API + "sale.webhook.WebhookRepository"));

    /// A constant of an enum, with its text.
    private static final Pattern CONSTANT =
            Pattern.compile("(?m)^    ([A-Z0-9_]+)\\(\\s*\"((?:[^\"]|\"\\s*\\+\\s*\")*)\"\\)[,;]$");

    private static final Pattern SOURCES = Pattern.compile("src/main/(java|resources)/");

    @Test
    void keeps_the_house_rules() {
        JavaClasses tests = HouseRules.testClasses("com.afftok.endtoend");

        HouseRules.onTests().forEach(rule -> rule.check(tests));
    }

    @Test
    void tables_that_both_services_write_are_written_in_known_places() {
        Map<String, Set<String>> found = new TreeMap<>();
        TableWriters.below(Launcher.ROOT)
                .forEach((table, files) -> {
                    Set<String> writers = names(files);
                    if (WRITERS.containsKey(table) || isWrittenByBoth(writers)) {
                        found.put(table, writers);
                    }
                });

        assertThat(found).containsExactlyInAnyOrderEntriesOf(WRITERS);
    }

    /// The translation of a code is one for both services.
    @Test
    void problems_that_both_services_know_have_one_sentence() throws IOException {
        Map<String, String> edge =
                sentences("tracker-edge/src/main/java/com/afftok/edge/sale/Problem.java");
        Map<String, String> api =
                sentences(
                        "management-api/src/main/java/com/afftok/management/platform/request/Problem.java");
        Map<String, String> ofEdge = new TreeMap<>(edge);
        ofEdge.keySet().retainAll(api.keySet());
        Map<String, String> ofApi = new TreeMap<>(api);
        ofApi.keySet().retainAll(edge.keySet());

        assertThat(ofEdge).hasSizeGreaterThan(10).isEqualTo(ofApi);
    }

    private static Map<String, String> sentences(String source) throws IOException {
        return CONSTANT.matcher(Files.readString(Launcher.ROOT.resolve(source)))
                .results()
                .collect(
                        Collectors.toMap(
                                constant -> constant.group(1),
                                constant -> constant.group(2).replaceAll("\"\\s*\\+\\s*\"", "")));
    }

    private static boolean isWrittenByBoth(Set<String> writers) {
        return Stream.of(EDGE, API)
                .allMatch(service -> writers.stream().anyMatch(name -> name.startsWith(service)));
    }

    /// Those of the services: benchmarks fill databases of their own.
    private static Set<String> names(Set<Path> files) {
        return files.stream()
                .map(ArchitectureTest::name)
                .filter(name -> !name.startsWith("load-tests "))
                .collect(Collectors.toSet());
    }

    /// The module and the class, or the script.
    private static String name(Path file) {
        String[] parts = SOURCES.split(Launcher.ROOT.relativize(file).toString(), 2);
        String type = parts[1].replaceFirst("\\.(java|sql)$", "").replace('/', '.');
        return parts[0].replaceFirst("/$", "") + " " + type;
    }
}
