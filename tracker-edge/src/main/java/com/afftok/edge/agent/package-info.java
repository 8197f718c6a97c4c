/// User-Agent texts and what they tell: person, link preview or bot, browser, system and device.
@NullMarked
package com.afftok.edge.agent;

import org.jspecify.annotations.NullMarked;
