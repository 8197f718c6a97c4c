package com.afftok.edge;

import com.afftok.edge.MixedRequest.Kind;
import com.afftok.edge.visitor.agent.AgentLists;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/// The requests of one connection of the mixed traffic. Each request is made after the answer to
/// the previous one, so that a repetition follows its original.
///
/// Every connection has its own addresses: a home network in Saudi Arabia, and a cloud.
final class MixedTraffic {

    /// The ranges of links by purpose.
    static final int SERVING = 24;

    static final long FIRST_SERVING = 201;
    static final int FAST_LINKS = 4;
    static final long FIRST_FAST = 301;
    static final long BLOCKS_HOME = 321;
    static final long TARGETS_GERMANY = 322;
    static final long STRICT = 323;
    static final long PAUSED_OFFER = 331;
    static final long PAUSED_LINK = 332;
    static final long EXPIRED = 333;
    static final long OUTLIVED = 334;

    private static final int ALL_WEIGHTS =
            List.of(Kind.values()).stream().mapToInt(kind -> kind.weight).sum();
    private static final List<String> PROGRAMS = AgentLists.programs();
    private static final List<String> PREVIEWS = AgentLists.previews();
    private static final int EDGES = 2;
    private static final int REPEATABLE = 20;
    private static final int FAST_AT = 400;
    private static final int FAST_CLICKS = 200;
    private static final int HAMMERED_AT = 1400;
    private static final int HAMMERED_CLICKS = 130;
    private static final int OFFERS_AT_ONCE = 9;

    private final int lane;
    private final Random random;
    private final Deque<MixedRequest> planned = new ArrayDeque<>();
    private final Deque<MixedRequest> counted = new ArrayDeque<>();
    private final Deque<MixedRequest> blocked = new ArrayDeque<>();
    private int made;
    private int visitors;

    MixedTraffic(int lane, long seed) {
        this.lane = lane;
        this.random = new Random(seed + lane);
    }

    MixedRequest next() {
        made++;
        if (made == FAST_AT) {
            planFastClicks();
        } else if (made == HAMMERED_AT) {
            planHammering();
        }
        MixedRequest request = planned.isEmpty() ? make(anyKind()) : planned.remove();
        switch (request.kind()) {
            case PERSON, BY_ALIAS -> remember(counted, request);
            case PROGRAM, STUFFED -> remember(blocked, request);
            default -> {}
        }
        return request;
    }

    private Kind anyKind() {
        int at = random.nextInt(ALL_WEIGHTS);
        for (Kind kind : Kind.values()) {
            at -= kind.weight;
            if (at < 0) {
                return kind;
            }
        }
        throw new IllegalStateException();
    }

    private MixedRequest make(Kind kind) {
        return switch (kind) {
            case REPEATED -> counted.isEmpty() ? make(Kind.PERSON) : repeated();
            case REPEATED_ELSEWHERE -> counted.isEmpty() ? make(Kind.PERSON) : repeatedElsewhere();
            case BLOCKED, BLOCKED_ELSEWHERE ->
                    blocked.isEmpty() ? make(Kind.STUFFED) : fromBlocked(kind);
            case MANY_OFFERS -> manyOffers();
            case BY_ALIAS -> {
                long link = serving();
                yield person(kind, link, "/c/mixed-" + link);
            }
            case FROM_NOWHERE -> person(kind, serving()).from(privateAddress());
            case FROM_THE_TARGET ->
                    person(kind, TARGETS_GERMANY).with(MixedRequest.PAGE + "X-Country: DE\r\n");
            case ODD -> person(kind, serving()).with("Accept: text/html\r\n");
            case PROGRAM -> person(kind, serving()).by(any(PROGRAMS));
            case HOSTED -> person(kind, serving()).from(cloudAddress());
            case SPOOFED ->
                    person(kind, serving())
                            .with(MixedRequest.ANYTHING + "Referer: https://semalt.com/ads\r\n");
            case STUFFED ->
                    person(kind, serving())
                            .with(MixedRequest.ANYTHING + "Sec-Fetch-Dest: image\r\n");
            case ABROAD -> abroad();
            case PAUSED -> person(kind, random.nextBoolean() ? PAUSED_OFFER : PAUSED_LINK);
            case EXPIRED -> person(kind, random.nextBoolean() ? EXPIRED : OUTLIVED);
            case NO_LINK ->
                    person(kind, 0, "/c/" + RunningEdge.code(900_000 + random.nextInt(100)));
            case NO_ALIAS -> person(kind, 0, "/c/nobody-has-" + random.nextInt(100));
            case FORGED -> person(kind, 0, forged());
            case PREVIEW -> person(kind, serving()).by(any(PREVIEWS));
            case HEAD -> person(kind, serving()).method("HEAD");
            case PREFETCH ->
                    person(kind, serving())
                            .with(MixedRequest.PAGE + "Sec-Purpose: prefetch;prerender\r\n");
            case PREVIEW_OF_PAUSED -> person(kind, PAUSED_OFFER).by(any(PREVIEWS));
            case POSTED ->
                    person(kind, serving())
                            .method("POST")
                            .with(MixedRequest.PAGE + "Content-Length: 0\r\n");
            case PERSON, FAST, HAMMERED -> person(kind, serving());
        };
    }

    /// At the edge that served the original.
    private MixedRequest repeated() {
        MixedRequest first = counted.getLast();
        return first.again(Kind.REPEATED, first.edge());
    }

    private MixedRequest repeatedElsewhere() {
        MixedRequest first = counted.removeFirst();
        return first.again(Kind.REPEATED_ELSEWHERE, other(first.edge()));
    }

    private MixedRequest fromBlocked(Kind kind) {
        MixedRequest before = blocked.removeFirst();
        int edge = kind == Kind.BLOCKED ? before.edge() : other(before.edge());
        return person(kind, serving()).from(before.address()).at(edge);
    }

    private MixedRequest abroad() {
        return switch (random.nextInt(3)) {
            case 0 -> person(Kind.ABROAD, BLOCKS_HOME);
            case 1 -> person(Kind.ABROAD, TARGETS_GERMANY);
            default -> person(Kind.ABROAD, STRICT).from(privateAddress());
        };
    }

    /// One visitor clicks one offer after the other.
    private MixedRequest manyOffers() {
        MixedRequest first = person(Kind.MANY_OFFERS, FIRST_SERVING);
        for (int offer = 1; offer < OFFERS_AT_ONCE; offer++) {
            long link = FIRST_SERVING + 2L * offer;
            planned.add(first.to(link, "/c/" + RunningEdge.code(link)));
        }
        return first;
    }

    /// One address with changing browsers on one promoter's links. Every second connection
    /// alternates between the edges.
    private void planFastClicks() {
        MixedRequest first = person(Kind.FAST, FIRST_FAST);
        for (int click = 0; click < FAST_CLICKS; click++) {
            long link = FIRST_FAST + click % FAST_LINKS;
            int edge = lane % 2 == 0 ? first.edge() : click / FAST_LINKS % EDGES;
            planned.add(
                    first.to(link, "/c/" + RunningEdge.code(link))
                            .at(edge)
                            .by(RunningEdge.CHROME.replace("0.0.0", "0.7444." + click)));
        }
    }

    private void planHammering() {
        MixedRequest one = person(Kind.HAMMERED, serving());
        for (int click = 0; click < HAMMERED_CLICKS; click++) {
            planned.add(one);
        }
    }

    /// A new visitor at home with a browser.
    private MixedRequest person(Kind kind, long link) {
        return person(kind, link, "/c/" + RunningEdge.code(link));
    }

    private MixedRequest person(Kind kind, long link, String path) {
        return new MixedRequest(
                kind,
                random.nextInt(EDGES),
                link,
                "GET",
                path,
                RunningEdge.CHROME,
                address(188, 48),
                random.nextBoolean() ? MixedRequest.PAGE : MixedRequest.ANYTHING);
    }

    private long serving() {
        return FIRST_SERVING + random.nextInt(SERVING);
    }

    private String privateAddress() {
        return address(10, 0);
    }

    private String cloudAddress() {
        return address(3, 80);
    }

    /// The next of this connection's 16,384 addresses in a /13.
    private String address(int first, int second) {
        int number = lane << 14 | visitors++;
        return first
                + "."
                + (second + (number >> 16))
                + "."
                + (number >> 8 & 255)
                + "."
                + (number & 255);
    }

    /// The code of an existing link with one character changed.
    private String forged() {
        char[] code = RunningEdge.code(serving()).toCharArray();
        int at = 1 + random.nextInt(code.length - 1);
        code[at] = code[at] == 'x' ? 'y' : 'x';
        return "/c/" + new String(code);
    }

    private String any(List<String> agents) {
        return agents.get(random.nextInt(agents.size()));
    }

    private static int other(int edge) {
        return EDGES - 1 - edge;
    }

    private static void remember(Deque<MixedRequest> lately, MixedRequest request) {
        lately.add(request);
        if (lately.size() > REPEATABLE) {
            lately.removeFirst();
        }
    }
}
