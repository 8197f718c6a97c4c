package com.afftok.edge.visitor.agent;

import com.afftok.shared.fraud.AgentPattern;
import com.afftok.shared.fraud.MandatoryText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the matching ones of many patterns in one pass over an agent.
///
/// Each pattern is indexed by the three consecutive characters of its text that are rarest in
/// browsers' agents. A pass looks up each trigram of the agent in a bitmap that fits into the
/// first-level cache; only a hit leads to patterns. So the cost depends on the length of the agent,
/// not on the number of patterns. At most [#MAX_EXPRESSIONS] regular expressions are evaluated per
/// agent, more than any honest agent needs.
final class PatternIndex {

    static final int MAX_EXPRESSIONS = 16;

    private static final int GRAM = AgentPattern.MIN_TEXT;
    private static final int HASH_BITS = 16;
    private static final int SLOTS = 1 << 12;

    /// Typical agents, whose trigrams are poor keys.
    private static final String ORDINARY =
            MandatoryText.fold(
                    """
                    Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                    Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0
                    Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/26.0 Safari/605.1.15
                    Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0
                    Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 \
                    Version/26.0 Mobile/15E148 Safari/604.1 CriOS/ FxiOS/ Instagram 300.1 (en_US; \
                    scale=3.00; IABMV/1) [FBAN/FBIOS;FBAV/480;FBBV/1;FBDV/iPhone15,3;FBMD/iPhone;FBSN/iOS]
                    Mozilla/5.0 (Linux; Android 14; SM-A556B Build/UP1A.231005.007; wv) Version/4.0 \
                    Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/488;] musical_ly_2023 trill_360504 \
                    JsSdk/1.0 NetType/WIFI Channel/googleplay AppName/musical_ly app_version/36.5 \
                    ByteLocale/ar ByteFullLocale/ar Region/SA AppId/1233 BytedanceWebview/d8a21c6 \
                    SamsungBrowser/28.0 (compatible; +https://www.example.com/bot.html) crawler spider
                    """);

    private final AgentPattern[] patterns;
    private final long[] bitmap = new long[1 << (HASH_BITS - 6)];
    private final Filed[][] slots = new Filed[SLOTS][];

    /// A pattern, and the position of its trigram in its text.
    private record Filed(int pattern, int gram, int offset, String text) {}

    /// @param patterns in order of precedence: the first match is returned
    PatternIndex(List<AgentPattern> patterns) {
        this.patterns = patterns.toArray(AgentPattern[]::new);
        List<List<Filed>> lists = new ArrayList<>(SLOTS);
        for (int i = 0; i < SLOTS; i++) {
            lists.add(new ArrayList<>(0));
        }
        for (int i = 0; i < this.patterns.length; i++) {
            for (String text : this.patterns[i].texts()) {
                Filed filed = file(i, text, lists);
                int hash = hash(filed.gram);
                bitmap[hash >>> 6] |= 1L << hash;
                lists.get(slot(hash)).add(filed);
            }
        }
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = lists.get(i).toArray(Filed[]::new);
        }
    }

    @Nullable AgentPattern find(String agent) {
        int best = patterns.length;
        int expressions = 0;
        int gram = 0;
        for (int i = 0; i < agent.length(); i++) {
            gram = next(gram, MandatoryText.fold(agent.charAt(i)));
            int hash = hash(gram);
            if ((bitmap[hash >>> 6] & (1L << hash)) == 0 || i < GRAM - 1) {
                continue;
            }
            for (Filed filed : slots[slot(hash)]) {
                int start = i - (GRAM - 1) - filed.offset;
                if (filed.gram != gram || filed.pattern >= best || !startsAt(agent, start, filed)) {
                    continue;
                }
                AgentPattern pattern = patterns[filed.pattern];
                if (pattern instanceof AgentPattern.Expression && ++expressions > MAX_EXPRESSIONS) {
                    continue;
                }
                if (pattern.matches(agent, start)) {
                    best = filed.pattern;
                }
            }
        }
        return best == patterns.length ? null : patterns[best];
    }

    private static Filed file(int pattern, String text, List<List<Filed>> lists) {
        Filed best = null;
        int fewest = Integer.MAX_VALUE;
        for (int offset = 0; offset + GRAM <= text.length(); offset++) {
            String key = text.substring(offset, offset + GRAM);
            int gram = 0;
            for (int i = 0; i < GRAM; i++) {
                gram = next(gram, key.charAt(i));
            }
            int others = lists.get(slot(hash(gram))).size() + (ORDINARY.contains(key) ? 1000 : 0);
            if (others < fewest) {
                fewest = others;
                best = new Filed(pattern, gram, offset, text);
            }
        }
        if (best == null) {
            throw new IllegalArgumentException("too short to be looked up: " + text);
        }
        return best;
    }

    private static boolean startsAt(String agent, int start, Filed filed) {
        String text = filed.text;
        if (start < 0 || start + text.length() > agent.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (MandatoryText.fold(agent.charAt(start + i)) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int next(int gram, char folded) {
        return ((gram << 7) | (folded & 0x7F)) & 0x1F_FFFF;
    }

    private static int hash(int gram) {
        return (gram * 0x9E3779B1) >>> (32 - HASH_BITS);
    }

    private static int slot(int hash) {
        return hash & (SLOTS - 1);
    }
}
