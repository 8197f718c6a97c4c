/// Classification of User-Agents: person, link preview or bot, browser, system and device.
@NullMarked
package com.afftok.edge.visitor.agent;

import org.jspecify.annotations.NullMarked;
