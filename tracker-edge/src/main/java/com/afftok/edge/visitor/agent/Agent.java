package com.afftok.edge.visitor.agent;

import com.afftok.shared.click.Device;

/// The classification of a User-Agent. It is a claim: any client can send any of them.
///
/// @param fingerprint an unkeyed hash of the exact text, for the visitor's hash
/// @param browser the family, or the app with the built-in browser; empty if unknown
/// @param os empty if unknown
/// @param bot declares itself a program: a crawler, a monitor, a library
/// @param botName the program's name; empty unless `bot` or `preview`
/// @param preview fetches a link to show a preview of it; never also `bot`
/// @param unknown has the form of no known browser or app, so it was written by a program; never
///   also `bot` or `preview`
/// @param implausible sent by no browser: absent, too long, an app's HTTP library, or contradictory
/// @param headless names software that automates a browser
/// @param inApp the built-in browser of an app, whose headers differ from those of a full browser
public record Agent(
        long fingerprint,
        Device device,
        String browser,
        String os,
        boolean bot,
        String botName,
        boolean preview,
        boolean unknown,
        boolean implausible,
        boolean headless,
        boolean inApp) {

    /// Whether it declares a program other than a preview fetcher, or has the form of one.
    public boolean isProgram() {
        return bot || unknown;
    }

    /// The same agent, treated as a person's.
    public Agent asPerson() {
        return new Agent(
                fingerprint,
                device,
                browser,
                os,
                false,
                "",
                preview,
                false,
                false,
                headless,
                inApp);
    }
}
