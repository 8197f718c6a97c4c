package com.afftok.shared.fraud;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A set of hosts that finds whether a host is one of them or a subdomain of one.
///
/// A host is hashed once from its end and looked up at each dot. Nothing is allocated unless a hash
/// matches.
public final class HostSuffixes {

    private final Set<String> hosts;
    private final int mask;
    private final boolean[] seen;

    HostSuffixes(List<String> hosts) {
        this.hosts = Set.copyOf(new HashSet<>(hosts));
        this.mask = Integer.highestOneBit(Math.max(8, hosts.size()) * 16) - 1;
        this.seen = new boolean[mask + 1];
        for (String host : hosts) {
            int hash = 0;
            for (int i = host.length() - 1; i >= 0; i--) {
                hash = next(hash, host.charAt(i));
            }
            seen[slot(hash)] = true;
        }
    }

    static boolean isHost(String text) {
        return text.length() <= 253 && text.matches("[a-z0-9_-]+(\\.[a-z0-9_-]+)*");
    }

    /// Whether the part of the text from start to end, in any case, is such a host or its
    /// subdomain.
    public boolean match(String text, int start, int end) {
        int hash = 0;
        for (int i = end - 1; i >= start; i--) {
            hash = next(hash, lowerCase(text.charAt(i)));
            boolean whole = i == start || text.charAt(i - 1) == '.';
            if (whole && seen[slot(hash)] && hosts.contains(lowerCase(text, i, end))) {
                return true;
            }
        }
        return false;
    }

    private static String lowerCase(String text, int start, int end) {
        StringBuilder lower = new StringBuilder(end - start);
        for (int i = start; i < end; i++) {
            lower.append(lowerCase(text.charAt(i)));
        }
        return lower.toString();
    }

    private static char lowerCase(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
    }

    private static int next(int hash, char c) {
        return hash * 31 + c;
    }

    private int slot(int hash) {
        return (hash ^ (hash >>> 15)) & mask;
    }
}
