package com.afftok.edge.visitor.agent;

import com.afftok.shared.click.Device;

/// What a User-Agent says about who sent it. It is a claim: anyone can send any of them.
///
/// @param fingerprint a number for the exact text, without a key; for the visitor's hash
/// @param browser the family, or the app whose built-in browser it is; empty if unknown
/// @param os empty if unknown
/// @param bot declares itself a program: a crawler, a monitor, a library
/// @param botName what the program calls itself; empty unless `bot` or `preview`
/// @param preview fetches a link to show a preview of it; never also `bot`
/// @param unknown has the form of no known browser or app, so that a program wrote it; never also
///   `bot` or `preview`
/// @param implausible no browser sends this: absent, overlong, an app's HTTP library, or
///   contradicting itself
/// @param headless names software that drives a browser without a person before it
/// @param inApp the browser inside an app, whose headers differ from those of a full browser
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

    /// Whether a program sent it that is no fetcher of previews, by its own word or by its form.
    public boolean isProgram() {
        return bot || unknown;
    }

    /// The same, taken for a person in spite of what it declares.
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
