package com.afftok.edge;

import com.afftok.edge.MixedRequest.Fate;
import com.afftok.edge.MixedRequest.Kind;
import com.afftok.shared.code.ClickCodes;
import com.afftok.shared.code.KeyRing;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Counts the answers to the mixed traffic, from the answers alone.
final class MixedTally {

    private static final ClickCodes CODES = new ClickCodes(KeyRing.parse(RunningEdge.KEYS));
    private static final double FLAGGED_FROM = 0.20;

    /// Clicks that must have a row, by link and bucket.
    final Map<String, String> kept = new TreeMap<>();

    /// Link, bucket and score of each redirected click, by its id.
    final Map<String, String> redirected = new HashMap<>();

    final Map<Kind, Map<Fate, Integer>> fates = new EnumMap<>(Kind.class);

    void count(MixedRequest request, KeepAlive.Answer answer) {
        Fate fate = fate(request, answer);
        fates.computeIfAbsent(request.kind(), _ -> new EnumMap<>(Fate.class))
                .merge(fate, 1, Integer::sum);
        if (fate.kept) {
            add(request.link() + " " + fate.label(), 1);
        }
        String clickId = answer.header("X-Click-ID");
        if (clickId != null) {
            redirected.put(
                    Objects.requireNonNull(CODES.verify(clickId)).uuid().toString(),
                    request.link() + " " + fate.label() + " " + hundredths(answer));
        }
    }

    void add(MixedTally other) {
        other.kept.forEach((key, count) -> add(key, Integer.parseInt(count)));
        redirected.putAll(other.redirected);
        other.fates.forEach((kind, counts) -> {
            Map<Fate, Integer> mine = fates.computeIfAbsent(kind, _ -> new EnumMap<>(Fate.class));
            counts.forEach((fate, count) -> mine.merge(fate, count, Integer::sum));
        });
    }

    /// The same by offer and bucket.
    Map<String, String> keptBy(Map<String, String> offers) {
        MixedTally byOffer = new MixedTally();
        kept.forEach((key, count) -> {
            String[] linkAndBucket = key.split(" ", 2);
            byOffer.add(
                    offers.get(linkAndBucket[0]) + " " + linkAndBucket[1], Integer.parseInt(count));
        });
        return byOffer.kept;
    }

    /// Counts clicks as duplicates that repeat a click counted at the other edge, as they are
    /// written. Returns their number.
    int settle(Map<String, String> written) {
        int settled = 0;
        for (Map.Entry<String, String> click : redirected.entrySet()) {
            String[] told = click.getValue().split(" ", 3);
            String asDuplicate = told[0] + " " + Fate.DUPLICATE.label() + " " + told[2];
            boolean counted = !told[1].equals(Fate.DUPLICATE.label());
            if (counted && asDuplicate.equals(written.get(click.getKey()))) {
                add(told[0] + " " + told[1], -1);
                add(told[0] + " " + Fate.DUPLICATE.label(), 1);
                click.setValue(asDuplicate);
                settled++;
            }
        }
        kept.values().removeIf("0"::equals);
        return settled;
    }

    int of(Fate fate) {
        return fates.values().stream().mapToInt(counts -> counts.getOrDefault(fate, 0)).sum();
    }

    int of(Kind kind, Fate fate) {
        return fates.getOrDefault(kind, Map.of()).getOrDefault(fate, 0);
    }

    int rows() {
        return kept.values().stream().mapToInt(Integer::parseInt).sum();
    }

    private void add(String key, int count) {
        kept.merge(
                key,
                Integer.toString(count),
                (a, b) -> Integer.toString(Integer.parseInt(a) + Integer.parseInt(b)));
    }

    /// Whether a refused click was a program's or a preview's is known from the request; everything
    /// else from the answer.
    private static Fate fate(MixedRequest request, KeepAlive.Answer answer) {
        return switch (answer.status()) {
            case 302 -> answer.header("X-Click-ID") == null ? Fate.PREVIEWED : accepted(answer);
            case 403 -> {
                boolean country =
                        answer.body().contains("CLICK_002") || answer.body().contains("GEO_001");
                Fate refused = request.kind() == Kind.PROGRAM ? Fate.BOT : Fate.FRAUD;
                yield country ? Fate.GEO_BLOCKED : refused;
            }
            case 404 -> Fate.UNKNOWN;
            case 405 -> Fate.NOT_ALLOWED;
            case 410 -> request.kind() == Kind.PREVIEW_OF_PAUSED ? Fate.GONE : Fate.INACTIVE;
            case 429 -> Fate.LIMITED;
            default -> Fate.FAILED;
        };
    }

    private static Fate accepted(KeepAlive.Answer answer) {
        if (answer.header("X-Click-Duplicate") != null) {
            return Fate.DUPLICATE;
        }
        return hundredths(answer) >= FLAGGED_FROM * 100 ? Fate.SUSPICIOUS : Fate.VALID;
    }

    private static int hundredths(KeepAlive.Answer answer) {
        String score = Objects.requireNonNull(answer.header("X-Fraud-Score"));
        return Integer.parseInt(score.replace(".", ""));
    }
}
