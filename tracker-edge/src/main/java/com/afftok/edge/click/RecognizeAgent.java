package com.afftok.edge.click;

import com.afftok.edge.visitor.agent.Agent;
import com.afftok.edge.visitor.agent.Agents;

/// Recognizes the client by its User-Agent.
///
/// If configured, curl from a loopback address is treated as a person, so that a link can be tried.
/// Behind a proxy the address is that of the proxy's visitor, so others cannot use this.
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
