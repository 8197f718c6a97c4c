package com.afftok.edge.visitor.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.guard.rules.RulesDocument;
import com.afftok.shared.click.Device;
import com.afftok.shared.fraud.AgentRules;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentsTest {

    private static final AgentRules RULES = RulesDocument.bundled().agents();
    private static final Agents AGENTS = new Agents(RULES, Agents.DEFAULT_CACHE_BYTES);

    @ParameterizedTest
    @MethodSource("people")
    void takes_people_for_people(AgentLists.Person person) {
        Agent agent = AGENTS.classify(person.userAgent());

        assertThat(agent.isProgram()).as(agent.botName()).isFalse();
        assertThat(agent.preview()).as(agent.botName()).isFalse();
        assertThat(agent.implausible()).isFalse();
        assertThat(agent.headless()).isFalse();
        assertThat(agent.device().label()).isEqualTo(person.device());
        assertThat(agent.browser()).isEqualTo(person.browser());
        assertThat(agent.os()).isEqualTo(person.os());
    }

    static List<AgentLists.Person> people() {
        return AgentLists.people();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void takes_programs_for_bots(String userAgent) {
        Agent agent = AGENTS.classify(userAgent);

        assertThat(agent.bot()).isTrue();
        assertThat(agent.preview()).isFalse();
        assertThat(agent.botName()).isNotBlank();
    }

    static List<String> programs() {
        return AgentLists.programs();
    }

    @ParameterizedTest
    @MethodSource("previews")
    void takes_fetchers_of_link_previews_for_previews(String userAgent) {
        Agent agent = AGENTS.classify(userAgent);

        assertThat(agent.preview()).as(agent.botName()).isTrue();
        assertThat(agent.bot()).isFalse();
    }

    static List<String> previews() {
        return AgentLists.previews();
    }

    @Test
    void finds_nearly_every_crawler_of_the_list_and_knows_which_it_lets_pass() {
        List<String> passed =
                AgentLists.crawlers().stream()
                        .filter(userAgent -> !isProgram(AGENTS.classify(userAgent)))
                        .toList();

        assertThat(passed)
                .allSatisfy(userAgent ->
                        assertThat(userAgent)
                                .containsAnyOf(
                                        "MetaIAB Facebook",
                                        "AP3A.240617.008",
                                        "Fluid/",
                                        " Code/1.",
                                        "Trae/"));
    }

    @Test
    void finds_what_trying_every_pattern_finds() {
        List<Pattern> all = everyPattern();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> words =
                Stream.of(AgentLists.crawlers(), AgentLists.programs(), AgentLists.previews())
                        .flatMap(List::stream)
                        .toList();

        for (int i = 0; i < 3000; i++) {
            String userAgent = mixed(words, random);
            String seen = DeviceDetails.removedFrom(userAgent);

            boolean expected = all.stream().anyMatch(pattern -> pattern.matcher(seen).find());

            assertThat(isProgram(AGENTS.classify(userAgent)))
                    .as("seed %d: %s", seed, userAgent)
                    .isEqualTo(expected);
        }
    }

    @Test
    void every_decision_about_the_crawler_list_still_fits_it() {
        Set<String> listed = new HashSet<>();
        CrawlerList.read().forEach(crawler -> listed.add(crawler.pattern()));

        assertThat(listed).containsAll(RULES.ignored());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-",
                "Mozilla/5.0",
                "Mozilla/5.0 (compatible)",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64)",
                "Mozilla/4.0 (compatible; Nibbler)",
                "Chrome/142.0.0.0",
                "My Price Watch 2.1",
                "ShopChecker/1.0 (Windows NT 10.0)",
                "AppleWebKit/537.36 (KHTML, like Gecko)",
            })
    void takes_what_has_the_form_of_no_browser_for_a_program(String userAgent) {
        Agent agent = AGENTS.classify(userAgent);

        assertThat(agent.unknown()).isTrue();
        assertThat(agent.isProgram()).isTrue();
        assertThat(agent.bot()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "QwantMobile/2.0 (iPhone; CPU iPhone OS 15_5 like Mac OS X) AppleWebKit/605.1.15"
                        + " (KHTML, like Gecko) QwantiOS/2.7.0b1 Mobile/15E148 Safari/605.1.15",
                "ZhihuHybrid DefaultBrowser Mozilla/5.0 (iPad; CPU OS 12_2 like Mac OS X)"
                        + " AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
                "Mozilla/5.0 (Windows NT 6.1; rv:3.4) Goanna/20180327 PaleMoon/27.8.3",
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
                        + " Chrome/150.0.0.0 Mobile Safari/537.36 (Ecosia android@150.0.0.0)",
                "[FBAN/FB4A;FBAV/289.0.0.40.121;FBBV/246888191;FBLC/tr_TR;FBMF/samsung]",
                "SonyEricssonK610i/R1CB Browser/NetFront/3.3 Profile/MIDP-2.0"
                        + " Configuration/CLDC-1.1",
                "Lynx/2.8.8dev.3 libwww-FM/2.14 SSL-MM/1.4.1",
                "w3m/0.5.3",
                "Mozilla/5.0 (compatible; Konqueror/4.5; Linux) KHTML/4.5.4 (like Gecko)",
                "",
            })
    void takes_what_people_browse_with_for_no_program(String userAgent) {
        assertThat(AGENTS.classify(userAgent).isProgram()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Dalvik/2.1.0 (Linux; U; Android 15; 24129PN74C Build/AP3A.240617.008)",
                "ShopApp/7 CFNetwork/1568.200.51 Darwin/24.1.0",
                "Mozilla/5.0 (Windows NT 10.0; iPhone) AppleWebKit/605.1.15 (KHTML, like Gecko)",
                "Mozilla/5.0 (iPhone; Android 14) AppleWebKit/605.1.15 (KHTML, like Gecko)",
                "Mozilla/5.0 (Windows NT 12.0; Win64) AppleWebKit/537.36 Chrome/142.0"
                        + " Safari/537.36",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/9999.0 Safari/537.36",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/0.0.0 Safari/537.36",
                "Mozilla/5.0 (X11; Linux x86_64; rv:1) Gecko/1 Firefox/99999999999999999999",
            })
    void finds_implausible_what_no_browser_sends(String userAgent) {
        assertThat(AGENTS.classify(userAgent).implausible()).isTrue();
    }

    @Test
    void an_absent_agent_is_an_empty_one() {
        assertThat(AGENTS.classify(null)).isEqualTo(AGENTS.classify(""));
        assertThat(AGENTS.classify(null).device()).isEqualTo(Device.UNKNOWN);
    }

    @Test
    void sees_software_that_drives_browsers() {
        String electron =
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) shop/1.0"
                        + " Chrome/138.0.0.0 Electron/37.2.0 Safari/537.36";

        assertThat(AGENTS.classify(electron).headless()).isTrue();
    }

    @Test
    void an_overlong_agent_is_implausible_and_not_cached() {
        Agents agents = new Agents(RULES, 1 << 20);

        Agent agent = agents.classify("Mozilla/5.0 (X11) Gecko ".repeat(300));

        assertThat(agent.implausible()).isTrue();
        assertThat(agents.cached()).isZero();
    }

    @Test
    void a_flood_of_agents_leaves_the_cache_bounded() {
        Agents agents = new Agents(AgentRules.NONE, 1 << 18);

        for (int i = 0; i < 20_000; i++) {
            agents.classify("Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/100.0 " + i);
        }

        assertThat(agents.cached()).isBetween(1L, (1L << 18) / 200);
    }

    @Test
    void goes_by_new_rules_at_once_also_for_agents_seen_before() {
        Agents agents = new Agents(AgentRules.NONE, 1 << 20);
        String userAgent = "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Nibbler Firefox/140.0";
        assertThat(agents.classify(userAgent).bot()).isFalse();

        agents.use(
                new AgentRules(
                        List.of(new AgentRules.NamedPattern("Nibbler", "Nibb?ler")),
                        List.of(),
                        List.of(),
                        List.of()));

        assertThat(agents.classify(userAgent).botName()).isEqualTo("Nibbler");
    }

    @Test
    void different_agents_have_different_fingerprints() {
        Set<Long> fingerprints = new HashSet<>();
        AgentLists.crawlers().stream()
                .distinct()
                .forEach(userAgent -> fingerprints.add(AGENTS.classify(userAgent).fingerprint()));

        assertThat(fingerprints).hasSize((int) AgentLists.crawlers().stream().distinct().count());
    }

    private static boolean isProgram(Agent agent) {
        return agent.bot() || agent.preview();
    }

    private static List<Pattern> everyPattern() {
        return Stream.of(
                        CrawlerList.read().stream()
                                .map(CrawlerList.Crawler::pattern)
                                .filter(pattern -> !RULES.ignored().contains(pattern)),
                        RULES.bots().stream().map(AgentRules.NamedPattern::pattern),
                        RULES.previews().stream().map(AgentRules.NamedPattern::pattern))
                .flatMap(patterns -> patterns)
                .map(Pattern::compile)
                .toList();
    }

    /// A mixture of agents, or one with damaged letters.
    private static String mixed(List<String> words, Random random) {
        String one = words.get(random.nextInt(words.size()));
        String two = words.get(random.nextInt(words.size()));
        int cut = random.nextInt(one.length() + 1);
        return switch (random.nextInt(4)) {
            case 0 -> one.substring(cut) + two;
            case 1 -> two + one.substring(0, cut);
            case 2 -> one.substring(0, cut) + "\u00e9" + one.substring(cut);
            default -> random.nextBoolean() ? one.toUpperCase(java.util.Locale.ROOT) : one;
        };
    }
}
