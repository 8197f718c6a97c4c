package com.afftok.edge.click;

import com.afftok.edge.visitor.agent.Agent;
import com.afftok.edge.visitor.agent.Agents;

/// Who sent the request, by its User-Agent.
///
/// Where the operator wishes it, curl from this very machine is taken for the person who typed it,
/// so that a link can be tried. Nobody else can come from a loopback address: behind a proxy the
/// address is that of the proxy's visitor, or else nothing is gained by the claim.
public final class RecognizeAgent {

    private static final String CURL = "curl/";
    private static final int LOOPBACK = 127;

    private final Agents agents;
    private final boolean admitLocalCurl;

    public RecognizeAgent(Agents agents, boolean admitLocalCurl) {
        this.agents = agents;
        this.admitLocalCurl = admitLocalCurl;
    }

    Agent of(Visit visit) {
        Agent agent = agents.classify(visit.userAgent());
        boolean person =
                admitLocalCurl
                        && agent.bot()
                        && visit.userAgent().startsWith(CURL)
                        && isLoopback(visit.address());
        return person ? agent.asPerson() : agent;
    }

    private static boolean isLoopback(byte[] address) {
        if (address.length == 4) {
            return address[0] == LOOPBACK;
        }
        for (int i = 0; i < address.length - 1; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return address.length == 16 && address[15] == 1;
    }
}
