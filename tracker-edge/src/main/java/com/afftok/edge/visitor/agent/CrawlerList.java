package com.afftok.edge.visitor.agent;

import com.afftok.shared.fraud.AgentPattern;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The bundled crawler patterns, updated by `infra/agents/renew`.
final class CrawlerList {

    private static final String RESOURCE = "/fraud/crawlers.tsv";

    private CrawlerList() {}

    record Crawler(AgentPattern.Kind kind, String pattern) {}

    static List<Crawler> read() {
        try (InputStream in = CrawlerList.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing");
            }
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            List<Crawler> crawlers = new ArrayList<>(2000);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    crawlers.add(crawler(line));
                }
            }
            return crawlers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Crawler crawler(String line) {
        int tab = line.indexOf('\t');
        if (tab < 0) {
            throw new IllegalStateException(RESOURCE + " has a line without a tab: " + line);
        }
        return new Crawler(kind(line.substring(0, tab)), line.substring(tab + 1));
    }

    /// Some fetch pages both for previews and to train models: those are bots.
    private static AgentPattern.Kind kind(String tags) {
        List<String> all = Arrays.asList(tags.split(",", -1));
        return all.contains("social-preview") && !all.contains("ai-crawler")
                ? AgentPattern.Kind.PREVIEW
                : AgentPattern.Kind.BOT;
    }
}
